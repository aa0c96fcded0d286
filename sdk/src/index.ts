export type { VitrineOptions } from './client.ts'
export { Vitrine } from './client.ts'
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
export type { Hooks, ResponseEvent } from './hooks.ts'
export type { List, Page } from './page.ts'
export type { VitrinePortalOptions } from './portal-client.ts'
export { VitrinePortal } from './portal-client.ts'
export type { Answer, Reply, ResponseInfo } from './reply.ts'
export type { WaitOptions } from './resources/generations.ts'
export type { CreateAndWaitOptions, TenantCreateInput } from './resources/tenants.ts'
export type { ClientOptions, RequestEvent } from './settings.ts'
export type * from './types.ts'
