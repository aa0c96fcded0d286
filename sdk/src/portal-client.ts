import { createOpenStream } from './event-stream.ts'
import { briefFaults } from './faults.ts'
import { createSend } from './request.ts'
import { portalsResource } from './resources/portals.ts'
import { type ClientOptions, settingsOf } from './settings.ts'

export type VitrinePortalOptions = ClientOptions & {
  /** A publishable key, `pk_…`, that allows the origin of the page. */
  publishableKey: string | undefined
  /**
   * For a private portal, the visitor's session token, which your server gets from the API. A function is asked at each
   * attempt, for a token that is renewed meanwhile.
   */
  session?: string | (() => string | undefined | Promise<string | undefined>)
}

type Portals = ReturnType<typeof portalsResource>

/**
 * What portals show, for browsers and for pages rendered on a server.
 *
 * @example
 * const portals = new VitrinePortal({ publishableKey: 'pk_…', baseUrl: 'https://vitrine.example.com' })
 * const portal = await portals.get('acme')
 */
export class VitrinePortal {
  declare readonly get: Portals['get']
  declare readonly items: Portals['items']
  declare readonly item: Portals['item']
  declare readonly events: Portals['events']
  declare readonly submitOrder: Portals['submitOrder']

  constructor(options: VitrinePortalOptions) {
    const { publishableKey: key, session } = options
    // Not echoed, not even in part: the message ends up in logs.
    if (!key || !/^pk_[\x21-\x7e]+$/.test(key))
      throw new TypeError(
        'publishableKey must begin with pk_: never put a secret one where a browser can read it',
      )
    const settings = settingsOf(options, {
      faults: briefFaults,
      async prepare({ headers }) {
        headers.set('x-publishable-key', key)
        const token = typeof session === 'function' ? await session() : session
        if (token) headers.set('authorization', `Bearer ${token}`)
      },
    })
    Object.assign(this, portalsResource(createSend(settings), createOpenStream(settings)))
  }
}
