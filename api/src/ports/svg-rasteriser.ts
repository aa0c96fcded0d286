/** Draws SVG logos out of harm's way: whatever the file does, the caller's process keeps answering. */
export interface SvgRasteriser {
  /**
   * Sanitises and draws an SVG as a PNG with transparency.
   * @throws {ImageError} when it is refused, takes too long or too much memory, or comes out blank
   */
  rasterise(svg: Uint8Array, signal?: AbortSignal): Promise<Buffer>
}
