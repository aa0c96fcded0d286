/** A logo as renders and pages use it. */
export interface PreparedLogo {
  /** Of the colour version, in pixels. */
  width: number
  height: number
  hasTransparency: boolean
  whiteBoxRemoved: boolean
  /** Dominant colours, `#rrggbb`, strongest first. */
  colors: string[]
  /** PNGs for renders. */
  variants: Record<'color' | 'light' | 'dark' | 'original', Uint8Array>
  /** The colour version at smaller sizes, ascending, as PNG: for pages. */
  smaller: { width: number; height: number; bytes: Uint8Array }[]
}

/** Makes logos ready out of harm's way: whatever the file does, the caller's process keeps answering. */
export interface LogoPreparer {
  /**
   * Reads an SVG, PNG, JPEG, WebP or AVIF, whatever it is called.
   * @throws {ImageError} when it is refused, takes too long or too much memory, or comes out blank
   * @throws {LogoPreparerBusyError} when the machine had no time for it; the same file may do later
   */
  prepare(bytes: Uint8Array, signal?: AbortSignal): Promise<PreparedLogo>
}

/** Says nothing about the file: the machine was too busy to look at it. */
export class LogoPreparerBusyError extends Error {}
