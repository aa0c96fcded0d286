/**
 * A picture: a `Blob` or `File`, its bytes (a `Buffer` too), a stream of them, or, in Node, the path or `file:` URL of a
 * file. A stream is read to its end first, since an attempt that fails is made again with the same picture.
 */
export type FileInput =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | AsyncIterable<Uint8Array>
  | ReadableStream
  | string
  | URL

/** For a call whose body is the picture itself. */
export const bodyOf =
  (input: FileInput) =>
  async (signal?: AbortSignal): Promise<Blob> =>
    (await fileOf(input, signal)).blob

/** The picture as a blob that can be sent any number of times, with a name for forms. */
export async function fileOf(input: FileInput, signal?: AbortSignal): Promise<{ blob: Blob; name: string }> {
  const { bytes, name } = await contentOf(input, signal)
  if (bytes.type.startsWith('image/')) return { blob: bytes, name }
  const head = new Uint8Array(await bytes.slice(0, 256).arrayBuffer())
  return { blob: bytes.slice(0, bytes.size, typeOf(head)), name }
}

async function contentOf(input: FileInput, signal?: AbortSignal): Promise<{ bytes: Blob; name: string }> {
  if (input instanceof Blob) return { bytes: input, name: input instanceof File ? input.name : 'image' }
  if (typeof input !== 'string' && !(input instanceof URL)) {
    const isStream = Symbol.asyncIterator in input || input instanceof ReadableStream
    const parts = isStream ? await drain(input, signal) : [input as ArrayBuffer]
    return { bytes: new Blob(parts), name: 'image' }
  }
  // Asked for by name at run time, so that no bundler for browsers ever sees an import of a Node module.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises')
  if (!fs) throw new TypeError('A file path needs Node.js: pass a Blob or the bytes instead')
  const name = String(input).split(/[/\\]/).pop() || 'image'
  return { bytes: new Blob([await fs.readFile(input)]), name }
}

/** All of a stream; a signal ends the reading, also of one that says nothing more. */
async function drain(
  input: ReadableStream | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): Promise<BlobPart[]> {
  // Not every browser's streams can be looped over.
  const reader = input instanceof ReadableStream ? input.getReader() : undefined
  const items = reader ? undefined : (input as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]()
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal?.reason)
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
  })
  const parts: BlobPart[] = []
  try {
    for (;;) {
      const { done, value } = await Promise.race([stopped, reader ? reader.read() : items!.next()])
      if (done) return parts
      parts.push(value)
    }
  } catch (error) {
    // Not awaited: an iterator in the middle of a chunk answers only after that.
    Promise.resolve(reader ? reader.cancel(error) : items?.return?.()).catch(() => {})
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

/** Media type by content: the server refuses a body that does not say it is an image before it looks inside. */
function typeOf(head: Uint8Array): string {
  const text = String.fromCharCode(...head)
  if (text.startsWith('\x89PNG')) return 'image/png'
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  if (/^ftypavi[fs]/.test(text.slice(4))) return 'image/avif'
  if (/^(\xef\xbb\xbf)?\s*</.test(text)) return 'image/svg+xml'
  return 'application/octet-stream'
}
