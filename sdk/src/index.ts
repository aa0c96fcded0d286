export type { ClientOptions, VitrineOptions, VitrinePortalOptions } from './client.ts'
export { Vitrine, VitrinePortal } from './client.ts'
export type { VitrineErrorCode } from './errors.ts'
export {
  AuthenticationError,
  ConflictError,
  ConnectionError,
  InvalidRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  TimeoutError,
  VitrineError,
} from './errors.ts'
export type { FileInput } from './file.ts'
export type { List, Page } from './page.ts'
export type { WaitOptions } from './resources/generations.ts'
export type { TenantCreateInput } from './resources/tenants.ts'
export type { ResponseInfo } from './response.ts'
export { responseOf } from './response.ts'
export type * from './types.ts'
