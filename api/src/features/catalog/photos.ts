import { createHash } from 'node:crypto'
import type { StoredPhoto } from '../../data/rows.ts'
import { ApiError } from '../../errors.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import type { OutputSpec } from '../../render/encode.ts'
import { fingerprint } from '../../render/fingerprint.ts'
import { ImageError } from '../../render/image-error.ts'
import { fitPhoto, preparePhoto } from '../../render/photo.ts'
import { placeholder } from '../../render/placeholder.ts'
import { encode, MASTER_SIZE } from '../../render/render-item.ts'

/**
 * Checks an item's photo and stores it: the file as sent, of which renders are made, and the plain picture that is
 * shown until a logo is on it. The files come first; a row that names them is written only afterwards.
 */
export async function storePhoto(
  { files: store, outputs }: { files: ObjectStore; outputs: readonly OutputSpec[] },
  accountId: string,
  bytes: Uint8Array,
): Promise<StoredPhoto> {
  try {
    const info = await preparePhoto(bytes)
    const hash = sha256(bytes)
    const key = `${accountId}/photos/${hash}.${info.format}`
    // Create-only would keep a damaged file for ever; sending the photo again is how a partner mends it.
    if ((await store.put(key, bytes)) === 'exists' && sha256((await store.get(key)).body) !== hash)
      await store.replace(key, bytes)
    const base = await fitPhoto(bytes, MASTER_SIZE)
    // The plain picture is a render without layers: its name follows from the same inputs.
    const name = fingerprint({
      photoHash: hash,
      logoHash: '',
      placement: { layers: [] },
      outputs,
    })
    const images = []
    for (const file of await encode(base, outputs)) {
      const image = { key: `${accountId}/photos/${name}-${file.width}.${file.format}`, ...sizeOf(file) }
      await store.put(image.key, file.bytes)
      images.push(image)
    }
    return { hash, key, ...info, bytes: bytes.byteLength, placeholder: placeholder(base), images }
  } catch (error) {
    throw error instanceof ImageError ? new ApiError(error.code, error.message, { cause: error }) : error
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function sizeOf(file: { width: number; height: number; format: string; bytes: Uint8Array }) {
  return { width: file.width, height: file.height, format: file.format, bytes: file.bytes.byteLength }
}
