export type ImageErrorCode = 'unprocessable_image' | 'unsupported_media_type' | 'payload_too_large'

/** A picture that cannot be used, with a sentence fit to show to whoever sent it. */
export class ImageError extends Error {
  readonly code: ImageErrorCode

  constructor(code: ImageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ImageError'
    this.code = code
  }
}
