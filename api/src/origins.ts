/** Whether a page of this origin may use what is for these; they are exact, or `*`, said outright. */
export function allowsOrigin(allowed: readonly string[], origin: string): boolean {
  // `null` is what sandboxed frames and files send: nobody's origin, so that not even `*` means it.
  return origin !== 'null' && (allowed.includes('*') || allowed.includes(origin))
}

/** As a message may repeat it. */
export function printableOrigin(origin: string): string {
  return /^[\x21-\x7e]{1,200}$/.test(origin) ? origin : 'this origin'
}
