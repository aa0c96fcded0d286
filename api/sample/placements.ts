/**
 * Layers from the print areas that the drawing script measured on each picture, with how the ink takes:
 * print sinks into light cloth (multiply), covers dark cloth (normal), an engraving darkens the metal it is cut into.
 */
import measured from './print-areas.json' with { type: 'json' }
import type { BlendMode, Corners, SampleLayer } from './types.ts'

type Area = { corners: Corners; curveDeg?: number; tiltDeg?: number }
type Look = Pick<SampleLayer, 'blendMode' | 'opacity' | 'logoVariant'>

const look = (blendMode: BlendMode, opacity: number, logoVariant?: 'light' | 'dark'): Look =>
  logoVariant ? { blendMode, opacity, logoVariant } : { blendMode, opacity }

export const looks = {
  /** Screen print or transfer on light cloth: folds and weave show through. */
  lightCloth: look('multiply', 0.92),
  /** White screen print on dark cloth. */
  darkCloth: look('normal', 0.9, 'light'),
  /** White transfer that keeps the sheen of what is under it. */
  darkSheen: look('screen', 0.86, 'light'),
  /** Colour fired into glaze, printed on paper or vinyl. */
  lightGloss: look('multiply', 0.95),
  /** Laser on metal: dark, and the brushing stays visible. */
  engraved: look('hard-light', 0.66, 'dark'),
  /** Laser through lacquer down to the bright metal. */
  laidBare: look('normal', 0.82, 'light'),
  /** Pressed into leather or felt without ink. */
  embossed: look('soft-light', 0.9, 'light'),
  /** Pale ink rubbed into felt. */
  pale: look('overlay', 0.95, 'light'),
  /** Brown board drinks the ink. */
  kraft: look('color-burn', 0.72, 'dark'),
  /** Black ink on brown board or grey felt. */
  darkInk: look('multiply', 0.86, 'dark'),
  opaque: look('normal', 0.96),
} satisfies Record<string, Look>

function areaOf(photo: string, name: string): Area {
  const area = (measured as unknown as Record<string, Record<string, Area>>)[photo]?.[name]
  if (!area) throw new Error(`print-areas.json has no ${photo} / ${name}: run api/sample/draw/main.ts`)
  return area
}

/** A print area in perspective; bent when it lies around a cylinder. */
export function onSurface(photo: string, name: string, inked: Look): SampleLayer {
  const { corners, curveDeg, tiltDeg } = areaOf(photo, name)
  const surface = curveDeg ? { surface: { type: 'cylinder' as const, curveDeg, tiltDeg: tiltDeg ?? 0 } } : {}
  return { id: name, mode: 'quad', corners, ...surface, ...inked }
}

const round = (value: number) => Math.round(value * 1000) / 1000

/** A print area that faces the camera squarely: centre, side and turn say it all. */
export function facing(photo: string, name: string, inked: Look): SampleLayer {
  const { topLeft, topRight, bottomRight, bottomLeft } = areaOf(photo, name).corners
  const centerXPct = round((topLeft.x + topRight.x + bottomRight.x + bottomLeft.x) / 4)
  const centerYPct = round((topLeft.y + topRight.y + bottomRight.y + bottomLeft.y) / 4)
  const [dx, dy] = [topRight.x - topLeft.x, topRight.y - topLeft.y]
  const rotateDeg = round((Math.atan2(dy, dx) * 180) / Math.PI)
  return {
    id: name,
    mode: 'box',
    centerXPct,
    centerYPct,
    widthPct: round(Math.hypot(dx, dy)),
    rotateDeg,
    ...inked,
  }
}
