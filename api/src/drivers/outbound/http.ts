import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import {
  type Outbound,
  type OutboundAnswer,
  OutboundFailedError,
  OutboundRefusedError,
} from '../../ports/outbound.ts'
import { hostOf, isPublicAddress, notPublic, readUrl } from './addresses.ts'

export interface ResolvedAddress {
  address: string
  family: number
}

export interface OutboundOptions {
  /** Also private addresses and this machine: for local use and tests. */
  allowPrivate: boolean
  /** All addresses of a name; the system's resolver unless given. */
  resolve?: (host: string) => Promise<ResolvedAddress[]>
}

interface Call extends RequestOptions {
  body?: string
  timeoutMs: number
  /** Bytes of the answer that are read, at most. */
  limitBytes: number
  /** What more than that means: an error, or the end of what is kept. */
  onMore: 'fail' | 'cut'
}

/** What an answer's body may take once its status is known, where the body matters little. */
const TAIL_MS = 2000

export function createOutbound(options: OutboundOptions): Outbound {
  const { allowPrivate, resolve = (host: string) => lookup(host, { all: true }) } = options

  /**
   * Every address of a name has to be public. Node connects to what this answers and to nothing else, so that a name
   * that means something else a moment later changes nothing.
   */
  const publicAddresses = async (host: string): Promise<ResolvedAddress[]> => {
    const addresses = await resolve(host)
    if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address))) throw notPublic()
    return addresses
  }
  const checkedLookup: LookupFunction = (host, { all }, callback) => {
    publicAddresses(host).then(
      (addresses) => {
        const [first] = addresses
        if (!first) callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '')
        else if (all) callback(null, addresses)
        else callback(null, first.address, first.family)
      },
      (error) => callback(error, ''),
    )
  }

  /** One connection a call: none is kept, so none is open to an address that was checked long ago. */
  function call(text: string, { body, ...asked }: Call): Promise<OutboundAnswer> {
    const url = readUrl(text, allowPrivate)
    const open = url.protocol === 'https:' ? httpsRequest : httpRequest
    return new Promise((resolve, reject) => {
      const request = open(url, {
        ...asked,
        agent: false,
        lookup: checkedLookup,
        rejectUnauthorized: true,
      } as RequestOptions)
      let late = false
      let answered = false
      // A response that is under way is cut off by it as well, with an error that does not say why.
      const timer = setTimeout(() => {
        late = true
        request.destroy()
      }, asked.timeoutMs)
      const fail = (error: Error) => reject(late ? tooLate(asked.timeoutMs) : asFailure(error))
      request.on('response', (response) => {
        answered = true
        readAnswer(response, asked).then(resolve, fail)
      })
      request.on('error', fail)
      request.on('close', () => {
        clearTimeout(timer)
        // Also where it was destroyed without an error, such as by a process that stops.
        if (!answered) fail(new OutboundFailedError('broken', 'The connection was closed before an answer.'))
      })
      request.end(body)
    })
  }

  return {
    async checkUrl(text) {
      const url = readUrl(text, allowPrivate)
      const host = hostOf(url)
      if (isIP(host)) return
      await publicAddresses(host).catch((error) => {
        if (error instanceof OutboundRefusedError) throw error
      })
    },

    async fetchBytes(url, { limitBytes, timeoutMs }) {
      const headers = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Vitrine' }
      const answer = await call(url, { method: 'GET', headers, timeoutMs, limitBytes, onMore: 'fail' })
      const { status } = answer
      if (status >= 300 && status < 400)
        throw new OutboundFailedError('status', `It answered ${status}; redirects are not followed.`)
      if (status < 200 || status >= 300) throw new OutboundFailedError('status', `It answered ${status}.`)
      if (!['', 'identity'].includes(answer.headers['content-encoding'] ?? ''))
        throw new OutboundFailedError('broken', 'It answered compressed, which was not asked for.')
      return answer
    },

    async post(url, { body, headers, timeoutMs, keepBytes, signal }) {
      return call(url, {
        method: 'POST',
        headers: { 'user-agent': 'Vitrine', 'accept-encoding': 'identity', ...headers },
        body,
        timeoutMs,
        limitBytes: keepBytes,
        onMore: 'cut',
        ...(signal ? { signal } : {}),
      })
    },
  }
}

async function readAnswer(response: IncomingMessage, { limitBytes, onMore }: Call): Promise<OutboundAnswer> {
  const tooLarge = () => new OutboundFailedError('too_large', `It answered more than ${limitBytes} bytes.`)
  const chunks: Buffer[] = []
  let length = 0
  const tail = onMore === 'cut' ? setTimeout(() => response.destroy(), TAIL_MS) : undefined
  try {
    if (onMore === 'fail' && Number(response.headers['content-length'] ?? 0) > limitBytes) throw tooLarge()
    for await (const chunk of response as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      length += chunk.length
      if (length > limitBytes && onMore === 'fail') throw tooLarge()
      if (length >= limitBytes && onMore === 'cut') break
    }
  } catch (error) {
    // The status has come, and that is what was asked for.
    if (onMore === 'fail') throw error
  } finally {
    clearTimeout(tail)
    response.destroy()
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)])
  return {
    status: response.statusCode!,
    headers: Object.fromEntries(headers),
    bytes: new Uint8Array(Buffer.concat(chunks).subarray(0, limitBytes)),
  }
}

function tooLate(timeoutMs: number): OutboundFailedError {
  return new OutboundFailedError('timeout', `It did not answer within ${timeoutMs / 1000} seconds.`)
}

const UNREACHABLE = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EADDRNOTAVAIL']

function asFailure(error: Error & { code?: string; errors?: Error[] }): Error {
  if (error instanceof OutboundRefusedError || error instanceof OutboundFailedError) return error
  // Of several addresses that were tried, each has an error of its own.
  const code = error.code ?? (error.errors?.[0] as { code?: string } | undefined)?.code ?? ''
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code))
    return new OutboundFailedError('unresolved', 'Its name does not resolve.', error)
  if (UNREACHABLE.includes(code))
    return new OutboundFailedError('unreachable', 'It could not be connected to.', error)
  if (/CERT|SSL|TLS|ALTNAME|SELF_SIGNED|VERIFY/.test(code))
    return new OutboundFailedError('tls', 'Its certificate or TLS is not valid.', error)
  return new OutboundFailedError('broken', 'The connection broke off, or the answer was not HTTP.', error)
}
