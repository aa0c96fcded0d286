import type { VitrineEvent } from './types.ts'

/** Why a delivery is not to be believed. Answer it with 400; it is never your sender's, or not any more. */
export type WebhookFault =
  | 'missing_header'
  | 'invalid_timestamp'
  | 'too_old'
  | 'too_new'
  | 'no_match'
  | 'invalid_body'

/** A delivery that is not to be believed. The message says nothing of secret or body, so that it can be logged. */
export class WebhookVerificationError extends Error {
  override name = 'WebhookVerificationError'
  readonly code: WebhookFault

  constructor(code: WebhookFault, message: string) {
    super(message)
    this.code = code
  }
}

/** A delivery as it came: a `Request`, or its body with its headers. */
export type WebhookDelivery =
  | Request
  | {
      /** Byte for byte as it came: a parsed and rewritten one has another signature. */
      body: string | ArrayBuffer | ArrayBufferView
      headers: Headers | Record<string, string | string[] | undefined>
    }

export type VerifyOptions = {
  /** How far the sender's clock may be from this one, and how late a delivery may be replayed; 300 where not given. */
  toleranceSeconds?: number
  /** The time to measure by; now where not given. */
  now?: Date
}

/**
 * The event of a delivery, once its signature has proved who sent it and when.
 *
 * @param secrets the endpoint's secret, `whsec_…`; several while one is being rolled.
 * @throws {WebhookVerificationError} where it is not to be believed.
 * @example
 * const event = await verifyWebhook(request, process.env.WEBHOOK_SECRET)
 * if (event.type === 'order.created') await quote(event.resourceId)
 */
export async function verifyWebhook<Body = VitrineEvent>(
  delivery: WebhookDelivery,
  secrets: string | undefined | readonly string[],
  { toleranceSeconds = 300, now = new Date() }: VerifyOptions = {},
): Promise<Body> {
  // The keys first: a secret that is not set must not look like a delivery that is forged.
  const keys = await Promise.all([secrets].flat().map((secret) => keyOf(secret)))
  const id = headerOf(delivery, 'webhook-id')
  const timestamp = headerOf(delivery, 'webhook-timestamp')
  const signatures = headerOf(delivery, 'webhook-signature')
  checkTime(timestamp, now, toleranceSeconds)

  const body = await bytesOf(delivery)
  const signed = concat(new TextEncoder().encode(`${id}.${timestamp}.`), body)
  for (const entry of signatures.split(' ')) {
    const [version, text = ''] = entry.split(',')
    const signature = version === 'v1' ? fromBase64(text) : undefined
    if (!signature) continue
    // `verify` compares in constant time.
    for (const key of keys)
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) return parse<Body>(body)
  }
  throw new WebhookVerificationError(
    'no_match',
    'No signature of the webhook matches: another secret, or a body that was changed on its way',
  )
}

/** The headers of a delivery, as the API signs it: for tests of your own receiver. */
export async function signWebhook(
  { id, body, timestamp = new Date() }: { id: string; body: string; timestamp?: Date },
  secret: string,
): Promise<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const seconds = String(Math.floor(timestamp.getTime() / 1000))
  const signed = new TextEncoder().encode(`${id}.${seconds}.${body}`)
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', await keyOf(secret), signed))
  const text = btoa(String.fromCharCode(...signature))
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${text}` }
}

function checkTime(timestamp: string, now: Date, toleranceSeconds: number): void {
  const ageSeconds = /^\d{1,12}$/.test(timestamp) ? now.getTime() / 1000 - Number(timestamp) : Number.NaN
  if (Number.isNaN(ageSeconds))
    throw new WebhookVerificationError('invalid_timestamp', 'The webhook-timestamp is not a time')
  if (ageSeconds > toleranceSeconds)
    throw new WebhookVerificationError('too_old', 'The webhook is too old: sent again by somebody, or late')
  if (-ageSeconds > toleranceSeconds)
    throw new WebhookVerificationError('too_new', 'The webhook is from the future: is the clock here right?')
}

async function keyOf(secret: string | undefined): Promise<CryptoKey> {
  const bytes = fromBase64(secret?.replace(/^whsec_/, '') ?? '')
  // Not echoed, not even in part: the message ends up in logs.
  if (!bytes?.length) throw new TypeError('A webhook secret is missing or not one (is its variable set?)')
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

function headerOf({ headers }: WebhookDelivery, name: string): string {
  const entry =
    headers instanceof Headers
      ? headers.get(name)
      : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1]
  const [value] = [entry].flat()
  if (value) return value
  throw new WebhookVerificationError(
    'missing_header',
    `The header ${name} is missing: no webhook, or one of something else`,
  )
}

async function bytesOf(delivery: WebhookDelivery): Promise<Uint8Array<ArrayBuffer>> {
  if (delivery instanceof Request) return new Uint8Array(await delivery.arrayBuffer())
  const { body } = delivery
  if (typeof body === 'string') return new TextEncoder().encode(body)
  if (body instanceof ArrayBuffer) return new Uint8Array(body)
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength).slice()
  throw new TypeError('The body must be as it came, text or bytes: verify before anything parses it')
}

function concat(head: Uint8Array, tail: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(head.length + tail.length)
  whole.set(head)
  whole.set(tail, head.length)
  return whole
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

function parse<Body>(bytes: Uint8Array): Body {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    throw new WebhookVerificationError('invalid_body', 'The body of the webhook is not JSON')
  }
}
