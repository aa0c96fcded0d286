import { createHash } from 'node:crypto'
import type { Schemas } from '../../contract/handlers.ts'
import type { LogoVariantName, StoredImage, StoredLogo } from '../../data/rows.ts'
import { ApiError } from '../../errors.ts'
import { type LogoPreparer, LogoPreparerBusyError, type PreparedLogo } from '../../ports/logo-preparer.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import { type Outbound, OutboundFailedError, OutboundRefusedError } from '../../ports/outbound.ts'
import { ImageError } from '../../render/image-error.ts'
import { createTurns } from './turns.ts'

/** As much as may be sent, and as long as a partner's request may reasonably wait. */
const FETCH = { limitBytes: 10_000_000, timeoutMs: 10_000 }

const VARIANTS: LogoVariantName[] = ['color', 'light', 'dark', 'original']

/** Logos of one account that may be in hand at a time, each up to 10 MB; an honest one takes 0.2 s. */
const MOST_AT_ONCE = 40

/** The file itself, or where it is fetched from. */
export type LogoSource = Uint8Array | Schemas['LogoSource']

export interface Logos {
  /**
   * Makes a logo ready for renders and stores all of it. Files are read and drawn once, here, in a process of their
   * own; from then on a logo is pixels. The files come first; a row that names them is written only afterwards.
   */
  store(accountId: string, tenantId: string, source: LogoSource): Promise<StoredLogo>
  /** After a row names it: writes again what was there before `store`, and may have been removed as replaced since. */
  keep(logo: StoredLogo): Promise<void>
}

export function createLogos(parts: {
  files: ObjectStore
  logoPreparer: LogoPreparer
  outbound: Outbound
}): Logos {
  const { files, logoPreparer, outbound } = parts
  const turns = createTurns(MOST_AT_ONCE)
  const foundThere = new WeakMap<StoredLogo, [key: string, body: Uint8Array][]>()

  return {
    async store(accountId, tenantId, source) {
      const isFile = source instanceof Uint8Array
      const bytes = isFile ? source : await fetchLogo(outbound, source.logoUrl)
      const logo = await turns(accountId, () => prepare(logoPreparer, bytes, isFile ? '/logo' : '/logoUrl'))
      const { variants, smaller, ...facts } = logo
      const hash = hashOf(logo)
      const there: [string, Uint8Array][] = []
      const put = async (name: string, body: Uint8Array) => {
        const key = `${accountId}/${tenantId}/logo/${hash}-${name}.png`
        if ((await files.put(key, body)) === 'exists') there.push([key, body])
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
      const stored = { hash, ...facts, variants: keys, images }
      foundThere.set(stored, there)
      return stored
    },

    async keep(logo) {
      for (const [key, body] of foundThere.get(logo) ?? []) await files.put(key, body)
    },
  }
}

async function fetchLogo(outbound: Outbound, url: string): Promise<Uint8Array> {
  try {
    return (await outbound.fetchBytes(url, FETCH)).bytes
  } catch (error) {
    const refused = error instanceof OutboundRefusedError
    if (!refused && !(error instanceof OutboundFailedError)) throw error
    const message = refused ? error.message : `could not be fetched: ${error.message}`
    throw new ApiError(refused ? 'invalid_request' : 'unprocessable_image', `/logoUrl ${message}.`, {
      cause: error,
      errors: [{ path: '/logoUrl', message }],
    })
  }
}

async function prepare(preparer: LogoPreparer, bytes: Uint8Array, path: string): Promise<PreparedLogo> {
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
      errors: [{ path, message: error.message }],
    })
  }
}

function hashOf({ variants }: PreparedLogo): string {
  const digest = createHash('sha256')
  for (const name of VARIANTS) digest.update(variants[name])
  return digest.digest('hex')
}
