/** Percent of the square canvas: x to the right, y down. */
export interface Point {
  x: number
  y: number
}

export interface Corners {
  topLeft: Point
  topRight: Point
  bottomRight: Point
  bottomLeft: Point
}

export interface Surface {
  type: 'flat' | 'cylinder'
  /** Direction of the cylinder's axis; a mug stands on a vertical one. Default vertical. */
  axis?: 'vertical' | 'horizontal'
  /** Angle of the cylinder that the unit box spans, 0 (flat) to 170. Default 90. */
  curveDeg?: number
  /** Ellipse of the print's rim, -60 to 60: above 0 the edges drop, below 0 they rise. Default 0. */
  tiltDeg?: number
}

export const BLEND_MODES = [
  'normal',
  'multiply',
  'screen',
  'overlay',
  'darken',
  'lighten',
  'color-dodge',
  'color-burn',
  'hard-light',
  'soft-light',
] as const
export type BlendMode = (typeof BLEND_MODES)[number]
export type LogoVariant = 'auto' | 'color' | 'light' | 'dark'

export interface Layer {
  id?: string
  mode: 'box' | 'quad'
  centerXPct?: number
  centerYPct?: number
  /** Side of the unit box, not the width of the logo. */
  widthPct?: number
  /** Clockwise on screen. */
  rotateDeg?: number
  /** Where the unit box lands. Present, they outrank centre, width and rotation. */
  corners?: Corners
  surface?: Surface
  blendMode?: BlendMode
  opacity?: number
  logoVariant?: LogoVariant
}

/** What a partner stores: where and how the logo sits on the photo, layers painted in order. */
export interface Placement {
  layers: Layer[]
}

/** Defaults of absent fields. Opacity 0 is a value. */
export const LAYER_DEFAULTS = {
  rotateDeg: 0,
  blendMode: 'multiply',
  opacity: 0.9,
  logoVariant: 'auto',
  axis: 'vertical',
  curveDeg: 90,
  tiltDeg: 0,
} as const
