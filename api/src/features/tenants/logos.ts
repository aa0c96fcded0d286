import { createHash } from 'node:crypto'
import type { LogoVariantName, StoredImage, StoredLogo } from '../../data/rows.ts'
import { ApiError } from '../../errors.ts'
import { type LogoPreparer, LogoPreparerBusyError, type PreparedLogo } from '../../ports/logo-preparer.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import { ImageError } from '../../render/image-error.ts'
import { createTurns } from './turns.ts'

const VARIANTS: LogoVariantName[] = ['color', 'light', 'dark', 'original']

/** Logos of one account that may be in hand at a time, each up to 10 MB; an honest one takes 0.2 s. */
const MOST_AT_ONCE = 40

export interface Logos {
  /**
   * Makes a logo ready for renders and stores all of it. Files are read and drawn once, here, in a process of their
   * own; from then on a logo is pixels. The files come first; a row that names them is written only afterwards.
   */
  store(accountId: string, tenantId: string, bytes: Uint8Array): Promise<StoredLogo>
}

export function createLogos(parts: { files: ObjectStore; logoPreparer: LogoPreparer }): Logos {
  const { files, logoPreparer } = parts
  const turns = createTurns(MOST_AT_ONCE)

  return {
    async store(accountId, tenantId, bytes) {
      const logo = await turns(accountId, () => prepare(logoPreparer, bytes))
      const { variants, smaller, ...facts } = logo
      const hash = hashOf(logo)
      const put = async (name: string, body: Uint8Array) => {
        const key = `${accountId}/${tenantId}/logo/${hash}-${name}.png`
        await files.put(key, body)
        return key
      }

      const keys = {} as Record<LogoVariantName, string>
      for (const name of VARIANTS) keys[name] = await put(name, variants[name])
      const images: StoredImage[] = []
      for (const { width, height, bytes } of smaller) {
        const key = await put(`color-${Math.max(width, height)}`, bytes)
        images.push({ key, width, height, format: 'png', bytes: bytes.byteLength })
      }
      const { width, height } = facts
      images.push({ key: keys.color, width, height, format: 'png', bytes: variants.color.byteLength })
      return { hash, ...facts, variants: keys, images }
    },
  }
}

async function prepare(preparer: LogoPreparer, bytes: Uint8Array): Promise<PreparedLogo> {
  try {
    return await preparer.prepare(bytes)
  } catch (error) {
    if (error instanceof LogoPreparerBusyError)
      throw new ApiError('unavailable', 'The service is too busy to read the logo; please try again.', {
        cause: error,
        headers: { 'Retry-After': '5' },
      })
    if (!(error instanceof ImageError)) throw error
    throw new ApiError(error.code, error.message, {
      cause: error,
      errors: [{ path: '/logo', message: error.message }],
    })
  }
}

function hashOf({ variants }: PreparedLogo): string {
  const digest = createHash('sha256')
  for (const name of VARIANTS) digest.update(variants[name])
  return digest.digest('hex')
}
