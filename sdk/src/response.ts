/** What came with a result besides its body. */
export type ResponseInfo = { status: number; headers: Headers; requestId: string | undefined }

const responses = new WeakMap<object, ResponseInfo>()

export const remember = (result: object, info: ResponseInfo): void => {
  responses.set(result, info)
}

/**
 * Status, headers and request id of the answer that a result came from; undefined for anything else, copies included.
 *
 * @example responseOf(await vitrine.tenants.get(id))?.requestId
 */
export const responseOf = (result: object): ResponseInfo | undefined => responses.get(result)

/** The value of `If-Match`: an `ETag` as it is, or that of a resource, which is made of its version. */
export const etagOf = (match: string | { version: number }): string =>
  typeof match === 'string' ? match : (responseOf(match)?.headers.get('etag') ?? `"${match.version}"`)
