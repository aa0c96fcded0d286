import type { Schemas } from '../contract/handlers.ts'
import { BaseModel } from './model.ts'

// The tables that several features read. Each feature's queries are in its own store.ts.

export type ItemKind = 'product' | 'pack' | 'collection'

/** A stored picture; the address is made of the key when it is shown. */
export interface StoredImage {
  key: string
  width: number
  height: number
  format: string
  bytes: number
}

/** An item's photo as it was sent, and what is shown of it. */
export interface StoredPhoto {
  /** SHA-256 of the file, hex. */
  hash: string
  key: string
  format: string
  width: number
  height: number
  bytes: number
  placeholder: string
  images: StoredImage[]
}

export type LogoVariantName = 'color' | 'light' | 'dark' | 'original'

export interface StoredLogo {
  /** SHA-256 over all variants, hex. */
  hash: string
  width: number
  height: number
  hasTransparency: boolean
  whiteBoxRemoved: boolean
  colors: string[]
  /** Keys of the PNGs that renders are made of. */
  variants: Record<LogoVariantName, string>
  images: StoredImage[]
}

export class ItemRow extends BaseModel {
  static override tableName = 'items'
  static override jsonAttributes = ['photo', 'placement', 'metadata']
  declare kind: ItemKind
  declare slug: string
  declare externalId: string | null
  declare name: string
  declare description: string
  declare priceAmount: number | null
  declare priceCurrency: string | null
  declare collectionId: string | null
  declare category: string | null
  declare tags: string[]
  declare minQuantity: number
  declare quantityStep: number
  declare position: number
  declare status: 'active' | 'archived'
  declare photo: StoredPhoto | null
  declare placement: Schemas['Placement']
  declare metadata: Record<string, string>
  declare search: string
  declare version: number
  declare createdAt: Date
  declare updatedAt: Date
}

export class PackItemRow extends BaseModel {
  static override tableName = 'pack_items'
  static override idColumn = ['pack_id', 'product_id']
  declare packId: string
  declare productId: string
  declare place: number
  declare quantity: number
}

export class TenantRow extends BaseModel {
  static override tableName = 'tenants'
  static override jsonAttributes = ['logo', 'settings', 'metadata']
  declare slug: string
  declare externalId: string | null
  declare name: string
  declare status: 'active' | 'archived'
  declare logo: StoredLogo | null
  declare primaryColor: string | null
  declare secondaryColor: string | null
  declare locale: 'fr' | 'en'
  declare access: 'public' | 'private'
  /** Portal sessions of an earlier one are revoked. */
  declare sessionEpoch: number
  declare settings: Schemas['TenantSettings']
  declare metadata: Record<string, string>
  declare version: number
  /** Of what is special about its catalogue. */
  declare catalogVersion: number
  declare createdAt: Date
  declare updatedAt: Date
}

/** What is special about an item for one tenant; null is the item's own. */
export class TenantItemRow extends BaseModel {
  static override tableName = 'tenant_items'
  static override idColumn = ['tenant_id', 'item_id']
  declare tenantId: string
  declare itemId: string
  declare hidden: boolean
  declare position: number | null
  declare priceAmount: number | null
  declare priceCurrency: string | null
}

export class GenerationRow extends BaseModel {
  static override tableName = 'generations'
  declare tenantId: string
  declare reason: string
  declare status: Schemas['GenerationStatus']
  declare createdAt: Date
  declare startedAt: Date | null
  declare finishedAt: Date | null
}

export class GenerationItemRow extends BaseModel {
  static override tableName = 'generation_items'
  static override idColumn = ['generation_id', 'item_id']
  declare generationId: string
  declare itemId: string
  /** Order in which a visitor meets the items. */
  declare place: number
  /** Whether it still waits for the first picture that is shown of it. */
  declare first: boolean
  declare status: 'pending' | 'done' | 'failed' | 'canceled'
  declare attempts: number
  declare claim: string | null
  declare code: string | null
  declare detail: string | null
}

export class RenderRow extends BaseModel {
  static override tableName = 'renders'
  static override jsonAttributes = ['files', 'legibility']
  declare tenantId: string
  declare itemId: string
  declare status: 'ready' | 'pending' | 'failed'
  declare fingerprint: string | null
  declare files: StoredImage[]
  declare placeholder: string | null
  declare legibility: Schemas['Legibility'] | null
  /** How long it took to make. */
  declare seconds: number | null
  declare updatedAt: Date
}
