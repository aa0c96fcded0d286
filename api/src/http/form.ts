import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { Request } from 'express'
import { ApiError } from '../errors.ts'
import { pointer } from './problem.ts'

export const LOGO_LIMIT_BYTES = 10_000_000

const LIMITS = {
  fieldNameSize: 100,
  fieldSize: 64_000,
  fields: 30,
  files: 1,
  fileSize: LOGO_LIMIT_BYTES,
  parts: 31,
  headerPairs: 20,
}

/**
 * Streams a `multipart/form-data` body with every limit set. Field names are plain: brackets mean nothing, so no
 * name can make a deep or huge structure.
 */
export async function readForm(
  req: Request,
  jsonFields: string[],
): Promise<{ fields: Record<string, unknown>; file: Uint8Array | undefined; parts: Uint8Array[] }> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, unknown> = Object.create(null)
    let chunks: Buffer[] | undefined
    /** Names and texts as they came, in order. */
    const texts: Buffer[] = []
    const fail = (error: unknown) => {
      req.unpipe()
      // The rest is not read: the answer closes the connection.
      reject(error)
    }
    const refuse = (path: string, message: string) =>
      fail(new ApiError('invalid_request', `${path} ${message}.`, { errors: [{ path, message }] }))

    const malformed = (cause: unknown) =>
      fail(new ApiError('invalid_request', 'The multipart body is malformed or ends early.', { cause }))

    let parser: InstanceType<typeof Busboy>
    try {
      parser = new Busboy({ headers: req.headers as BusboyHeaders, limits: LIMITS })
    } catch (error) {
      return fail(
        new ApiError('invalid_request', 'The multipart body has no valid boundary.', { cause: error }),
      )
    }

    parser.on('field', (name, value, nameTruncated, valueTruncated) => {
      // Typed as text, but absent where the part has none; thrown in here, an error would end the process.
      if (!name) return refuse('/', 'has a part without a name')
      if (nameTruncated) return refuse('/', 'has a field with too long a name')
      if (valueTruncated) return refuse(pointer('', name), `is longer than ${LIMITS.fieldSize} bytes`)
      if (name in fields) return refuse(pointer('', name), 'is given more than once')
      if (name === 'logo') return refuse('/logo', 'must be a file, not text')
      texts.push(Buffer.from(name), Buffer.from(value))
      if (!jsonFields.includes(name)) {
        fields[name] = value
        return
      }
      try {
        fields[name] = JSON.parse(value)
      } catch {
        refuse(pointer('', name), 'must be JSON')
      }
    })
    parser.on('file', (name, stream) => {
      if (name !== 'logo') {
        stream.on('error', malformed)
        stream.resume()
        return refuse(pointer('', name), 'is not a known file; the file is called logo')
      }
      const parts: Buffer[] = []
      chunks = parts
      stream.on('data', (chunk: Buffer) => parts.push(chunk))
      // Told of a body that ends inside the file; without a listener it would end the process.
      stream.on('error', malformed)
      stream.on('limit', () =>
        fail(new ApiError('payload_too_large', `The logo is larger than ${LOGO_LIMIT_BYTES / 1e6} MB.`)),
      )
    })
    parser.on('filesLimit', () => refuse('/logo', 'is given more than once'))
    parser.on('fieldsLimit', () => refuse('/', 'has too many fields'))
    parser.on('partsLimit', () => refuse('/', 'has too many parts'))
    parser.on('error', malformed)
    parser.on('finish', () => {
      const file = chunks && Buffer.concat(chunks)
      resolve({ fields: { ...fields }, file, parts: file ? [...texts, file] : texts })
    })
    req.on('aborted', () => fail(new ApiError('invalid_request', 'The body ended early.')))
    req.on('error', fail)
    req.pipe(parser)
  })
}
