/** What a piece of cloth is made from. Coordinates run over -1..1, y down, as on the picture. */
import type { P2 } from './shape.ts'

/** Side of the height field. */
export const N = 1280

export type Fold = { from: P2; to: P2; width: number; height: number; bend?: number }
export type Pen = OffscreenCanvasRenderingContext2D
export type Piece = {
  outline: (pen: Pen) => void
  color: string
  thickness?: number
  /** How fast the edge rises to full thickness. */
  edge?: number
  folds?: Fold[]
  wrinkles?: number
  /** Strokes that press the cloth down (seams) or lift it (ribs, collars). */
  seams?: { draw: (pen: Pen) => void; width: number; depth: number; dashed?: boolean }[]
  weave?: { threads: number; depth: number }
  /** Flecks of lighter and darker yarn. */
  heather?: number
  seed?: number
  scale?: number
  lift?: number
}
