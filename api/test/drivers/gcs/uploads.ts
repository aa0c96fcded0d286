import { Refusal, type Stored } from './objects.ts'

export type UploadMetadata = Stored['metadata'] & { name?: string; crc32c?: string; md5Hash?: string }

/** Two parts: JSON about the object, and the object; its type is the second part's where the first tells none. */
export function readMultipart(type: string, body: Buffer): { metadata: UploadMetadata; content: Buffer } {
  const boundary = `--${/boundary="?([^";]+)/.exec(type)?.[1]}`
  const starts = [body.indexOf(boundary), body.indexOf(boundary, boundary.length), body.lastIndexOf(boundary)]
  if (starts.some((at) => at < 0) || new Set(starts).size < 3) throw new Refusal(400, 'not two parts')
  const part = (n: number) => {
    const from = body.indexOf('\r\n\r\n', starts[n])
    const [, contentType] = /content-type:\s*(\S+)/i.exec(body.subarray(starts[n], from).toString()) ?? []
    return { contentType, content: body.subarray(from + 4, starts[n + 1]! - 2) }
  }
  const { contentType, content } = part(1)
  return { metadata: { contentType, ...JSON.parse(part(0).content.toString()) }, content }
}

/**
 * What a Content-Range says: `bytes 0-9/20` a piece, `bytes 0-9/*` one that is not the last, `bytes 0-*\/*` all that
 * there is, and `bytes *\/20` only asks how far it has come.
 */
export function parsePiece(header = 'bytes 0-*/*'): { from?: number; last: boolean; total?: number } {
  const [, from, to, total] = /^bytes (?:(\d+)-(\d+|\*)|\*)\/(\d+|\*)$/.exec(header) ?? []
  if (total === undefined) throw new Refusal(400, `no range: ${header}`)
  return {
    ...(from === undefined ? {} : { from: Number(from) }),
    ...(total === '*' ? {} : { total: Number(total) }),
    last: to === '*' && total === '*',
  }
}
