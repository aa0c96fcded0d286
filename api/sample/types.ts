/** Shapes of the sample catalogue. They mirror the API's, and import nothing of it: the sample is plain data. */
export type Text = { fr: string; en: string }
export type Point = { x: number; y: number }
export type Corners = { topLeft: Point; topRight: Point; bottomRight: Point; bottomLeft: Point }
export type BlendMode =
  | 'normal'
  | 'multiply'
  | 'screen'
  | 'overlay'
  | 'darken'
  | 'lighten'
  | 'color-dodge'
  | 'color-burn'
  | 'hard-light'
  | 'soft-light'

export type SampleLayer = {
  id: string
  mode: 'box' | 'quad'
  centerXPct?: number
  centerYPct?: number
  widthPct?: number
  rotateDeg?: number
  corners?: Corners
  surface?: { type: 'cylinder'; curveDeg: number; tiltDeg: number }
  blendMode: BlendMode
  opacity: number
  logoVariant?: 'auto' | 'color' | 'light' | 'dark'
}
export type SamplePlacement = { layers: SampleLayer[] }

export type SampleCollection = {
  kind: 'collection'
  externalId: string
  slug: string
  photo: string
  name: Text
  description: Text
  placement: SamplePlacement
}

export type SampleProduct = {
  kind: 'product'
  externalId: string
  slug: string
  photo: string
  name: Text
  description: Text
  /** Minor units, excluding tax. */
  price: { amount: number; currency: 'EUR' }
  minQuantity: number
  quantityStep: number
  category: string
  tags: Text[]
  /** externalId of its collection. */
  collection: string
  placement: SamplePlacement
}

export type SamplePack = {
  kind: 'pack'
  externalId: string
  slug: string
  photo: string
  name: Text
  description: Text
  price: { amount: number; currency: 'EUR' }
  minQuantity: number
  quantityStep: number
  category: string
  tags: Text[]
  contents: { product: string; quantity: number }[]
  placement: SamplePlacement
}
