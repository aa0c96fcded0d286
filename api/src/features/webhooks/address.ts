import { ApiError } from '../../errors.ts'
import { type Outbound, OutboundRefusedError } from '../../ports/outbound.ts'

/** @throws `invalid_request` for an address that nothing is ever sent to. */
export type CheckUrl = (url: string) => Promise<void>

/** `allowHttp`: for trials; messages may hold contact data, which does not go through the net in clear. */
export function createCheckUrl(outbound: Outbound, allowHttp: boolean): CheckUrl {
  return async (url) => {
    try {
      await outbound.checkUrl(url)
    } catch (error) {
      if (error instanceof OutboundRefusedError) throw refused(error.message)
      throw error
    }
    if (!allowHttp && new URL(url).protocol !== 'https:') throw refused('must start with https://')
  }
}

function refused(message: string): ApiError {
  return new ApiError('invalid_request', `The address ${message}.`.replace('..', '.'), {
    errors: [{ path: '/url', message }],
  })
}
