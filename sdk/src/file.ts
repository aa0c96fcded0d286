/** A picture: a `Blob` or `File`, its bytes (a `Buffer` too), or, in Node, the path or `file:` URL of one. */
export type FileInput = Blob | ArrayBuffer | ArrayBufferView | string | URL

/** The picture as a blob that can be sent any number of times, with a name for forms. */
export async function fileOf(input: FileInput): Promise<{ blob: Blob; name: string }> {
  const { bytes, name } = await contentOf(input)
  if (bytes.type.startsWith('image/')) return { blob: bytes, name }
  const head = new Uint8Array(await bytes.slice(0, 256).arrayBuffer())
  return { blob: bytes.slice(0, bytes.size, typeOf(head)), name }
}

async function contentOf(input: FileInput): Promise<{ bytes: Blob; name: string }> {
  if (input instanceof Blob) return { bytes: input, name: input instanceof File ? input.name : 'image' }
  if (typeof input !== 'string' && !(input instanceof URL)) {
    return { bytes: new Blob([input as ArrayBuffer]), name: 'image' }
  }
  // Asked for by name at run time, so that no bundler for browsers ever sees an import of a Node module.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises')
  if (!fs) throw new TypeError('A file path needs Node.js: pass a Blob or the bytes instead')
  const name = String(input).split(/[/\\]/).pop() || 'image'
  return { bytes: new Blob([await fs.readFile(input)]), name }
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
