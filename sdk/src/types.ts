import type { components, operations } from './types.gen.ts'

type Schemas = components['schemas']

export type Account = Schemas['Account']
export type ApiKey = Schemas['ApiKey']
export type ApiKeyCreate = Schemas['ApiKeyCreate']
export type ApiKeyRoll = Schemas['ApiKeyRoll']
export type ApiKeyWithSecret = Schemas['ApiKeyWithSecret']
export type AuditEntry = Schemas['AuditEntry']
export type CatalogImage = Schemas['CatalogImage']
export type Collection = Schemas['Collection']
export type CollectionCreate = Schemas['CollectionCreate']
export type CollectionUpdate = Schemas['CollectionUpdate']
export type ErrorCode = Schemas['ErrorCode']
export type EventType = Schemas['EventType']
export type Generation = Schemas['Generation']
export type GenerationEstimate = Schemas['GenerationEstimate']
export type GenerationEvent = Schemas['GenerationEvent']
export type GenerationStatus = Schemas['GenerationStatus']
export type Image = Schemas['Image']
export type Layer = Schemas['Layer']
export type Logo = Schemas['Logo']
export type Money = Schemas['Money']
export type Order = Schemas['Order']
export type OrderCreate = Schemas['OrderCreate']
export type OrderLine = Schemas['OrderLine']
export type OrderReceipt = Schemas['OrderReceipt']
export type OrderStatus = Schemas['OrderStatus']
export type OrderUpdate = Schemas['OrderUpdate']
export type Pack = Schemas['Pack']
export type PackCreate = Schemas['PackCreate']
export type PackItem = Schemas['PackItem']
export type PackUpdate = Schemas['PackUpdate']
export type Placement = Schemas['Placement']
export type PlacementCheck = Schemas['PlacementCheck']
export type PlacementReport = Schemas['PlacementReport']
export type Portal = Schemas['Portal']
export type PortalSession = Schemas['PortalSession']
export type PortalSessionCreate = Schemas['PortalSessionCreate']
export type PortalEvent = Schemas['PortalEvent']
export type PortalItem = Schemas['PortalItem']
export type PortalItemDetail = Schemas['PortalItemDetail']
export type PreviewCreate = Schemas['PreviewCreate']
export type Problem = Schemas['Problem']
export type Product = Schemas['Product']
export type ProductCreate = Schemas['ProductCreate']
export type ProductUpdate = Schemas['ProductUpdate']
export type Render = Schemas['Render']
export type RenderStatus = Schemas['RenderStatus']
export type Scope = Schemas['Scope']
export type Tenant = Schemas['Tenant']
export type TenantCatalog = Schemas['TenantCatalog']
export type TenantCatalogItem = Schemas['TenantCatalogItem']
export type TenantCatalogUpdate = Schemas['TenantCatalogUpdate']
export type TenantCreate = Schemas['TenantCreate']
export type TenantCreated = Schemas['TenantCreated']
export type LogoSource = Schemas['LogoSource']
export type TenantSettings = Schemas['TenantSettings']
export type TenantUpdate = Schemas['TenantUpdate']
export type VitrineEvent = Schemas['Event']
export type WebhookDelivery = Schemas['WebhookDelivery']
export type WebhookEndpoint = Schemas['WebhookEndpoint']
export type WebhookEndpointCreate = Schemas['WebhookEndpointCreate']
export type WebhookEndpointUpdate = Schemas['WebhookEndpointUpdate']
export type WebhookEndpointWithSecret = Schemas['WebhookEndpointWithSecret']

/** The query parameters of an operation, by its `operationId`. */
export type Query<Op extends keyof operations> = NonNullable<operations[Op]['parameters']['query']>

/** What any call takes besides its own arguments. */
export type CallOptions = {
  /** Stops the call, its retries and the pauses between them; the call then rejects with the signal's reason. */
  signal?: AbortSignal
  /** Milliseconds each attempt may take, its answer's body included. */
  timeoutMs?: number
  /** Milliseconds the call may take in all, with its attempts and the pauses between. */
  totalTimeoutMs?: number
  /** How many attempts may follow the first; 0 makes exactly one call. */
  maxRetries?: number
  /**
   * For a call that creates or acts: a name of your own, kept for 24 hours. Repeated with the same input, even by another
   * process, it does nothing twice and answers what the first one answered. Each call has one of its own by default.
   */
  idempotencyKey?: string
}

/** What a call that changes a resource takes. */
export type WriteOptions = CallOptions & {
  /**
   * The resource as you last read it, or its `ETag`. Where someone else has changed it since, nothing is written and
   * the call rejects with a `ConflictError` whose code is `version_mismatch`.
   */
  ifMatch?: string | { version: number }
}
