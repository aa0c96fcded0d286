import type { Handlers } from '../../contract/handlers.ts'
import { missingPage } from '../portals/page.ts'
import type { OldAddresses } from './old-addresses.ts'

/** How long a browser may go on without asking: an item can be renamed. */
const KEPT = 'public, max-age=3600'

export function importHandlers({
  oldAddresses,
  publicUrl,
}: {
  oldAddresses: OldAddresses
  publicUrl: string
}): Pick<Handlers, 'getOldItemAddress'> {
  return {
    async getOldItemAddress({ params, headers }) {
      const found = await oldAddresses.find(params.slug, params.oldId)
      if (found) {
        const to: Record<string, string> = {
          Location: publicUrl + found.address,
          'Cache-Control': found.item ? KEPT : 'no-cache',
        }
        return { status: found.item ? 301 : 302, headers: to }
      }
      const french = /^\s*fr\b/i.test(headers['accept-language'] ?? '')
      const { html, policy } = missingPage(french ? 'fr' : 'en', publicUrl)
      const pageHeaders: Record<string, string> = {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': policy,
        'Cache-Control': 'no-cache',
        Vary: 'Accept-Language',
      }
      return { status: 404, body: html, headers: pageHeaders }
    },
  }
}
