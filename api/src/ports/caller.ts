/** Throws an ApiError unless the `Authorization` header proves that the expected service calls. */
export type CallerCheck = (authorization: string | undefined) => Promise<void>
