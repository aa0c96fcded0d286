/** The T-shirt: silhouette, folds, seams. */
import { both, UP } from './flat-lay.ts'
import { cloth } from './garment.ts'
import type { Fold, Pen } from './piece.ts'
import { group, printArea } from './shape.ts'

function teeOutline(pen: Pen) {
  pen.moveTo(-0.2, -0.87)
  pen.quadraticCurveTo(-0.17, -0.67, 0, -0.665)
  pen.quadraticCurveTo(0.17, -0.67, 0.2, -0.87)
  pen.quadraticCurveTo(0.36, -0.82, 0.5, -0.75)
  pen.bezierCurveTo(0.68, -0.65, 0.83, -0.44, 0.93, -0.25)
  pen.quadraticCurveTo(0.83, -0.15, 0.69, -0.09)
  pen.quadraticCurveTo(0.61, -0.2, 0.505, -0.33)
  pen.bezierCurveTo(0.485, 0.05, 0.5, 0.5, 0.51, 0.9)
  pen.bezierCurveTo(0.25, 0.93, -0.25, 0.93, -0.51, 0.9)
  pen.bezierCurveTo(-0.5, 0.5, -0.485, 0.05, -0.505, -0.33)
  pen.quadraticCurveTo(-0.61, -0.2, -0.69, -0.09)
  pen.quadraticCurveTo(-0.83, -0.15, -0.93, -0.25)
  pen.bezierCurveTo(-0.83, -0.44, -0.68, -0.65, -0.5, -0.75)
  pen.quadraticCurveTo(-0.36, -0.82, -0.2, -0.87)
}
const neckline = (inset: number) => (pen: Pen) => {
  pen.moveTo(-0.2 - inset, -0.87)
  pen.quadraticCurveTo(-0.17 - inset, -0.67 + inset, 0, -0.665 + inset)
  pen.quadraticCurveTo(0.17 + inset, -0.67 + inset, 0.2 + inset, -0.87)
}

const teeFolds = (k: number): Fold[] => [
  { from: [-0.52, -0.32], to: [-0.12, -0.02], width: 0.05, height: 0.028, bend: 0.06 },
  { from: [0.52, -0.34], to: [0.16, -0.1 + k], width: 0.045, height: 0.026, bend: -0.08 },
  { from: [0.5, -0.26], to: [0.28, 0.3], width: 0.05, height: 0.022, bend: -0.05 },
  { from: [-0.5, -0.25], to: [-0.33, 0.42 - k], width: 0.05, height: 0.024, bend: 0.05 },
  { from: [-0.48, 0.85], to: [-0.3, 0.3], width: 0.06, height: 0.022, bend: -0.04 },
  { from: [0.4, 0.9], to: [0.33, 0.4 + k], width: 0.06, height: 0.024, bend: 0.06 },
  { from: [0.1 + k, 0.92], to: [0.06, 0.5], width: 0.06, height: 0.016, bend: 0.05 },
  { from: [-0.14, 0.92], to: [-0.2 + k, 0.6], width: 0.05, height: 0.014, bend: -0.05 },
  { from: [-0.5, -0.6], to: [-0.8, -0.2], width: 0.05, height: 0.022, bend: 0.05 },
  { from: [-0.52, -0.36], to: [-0.72, -0.36], width: 0.035, height: 0.02 },
  { from: [0.5, -0.62], to: [0.78, -0.22], width: 0.05, height: 0.022, bend: -0.06 },
  { from: [0.52, -0.38], to: [0.74, -0.32 + k], width: 0.035, height: 0.02 },
  { from: [-0.2, -0.78], to: [-0.4, -0.5], width: 0.045, height: 0.012 },
  { from: [0.2, -0.78], to: [0.42, -0.52], width: 0.045, height: 0.012 },
]

export function tee(color: string, shade: string, seed: number, areas: [string, string]) {
  const front = cloth({
    outline: teeOutline,
    color,
    seed,
    folds: teeFolds(seed % 2 ? 0.06 : -0.07),
    wrinkles: 0.026,
    lift: 0.03,
    seams: [
      { draw: neckline(0.022), width: 0.052, depth: -0.008 },
      { draw: neckline(0.052), width: 0.006, depth: 0.006 },
      {
        draw: both((pen, s) => {
          pen.moveTo(0.5 * s, -0.75)
          pen.quadraticCurveTo(0.46 * s, -0.52, 0.505 * s, -0.33)
        }),
        width: 0.008,
        depth: 0.008,
      },
      {
        draw: both((pen, s) => {
          pen.moveTo(0.895 * s, -0.3)
          pen.quadraticCurveTo(0.8 * s, -0.2, 0.66 * s, -0.13)
        }),
        width: 0.006,
        depth: 0.006,
        dashed: true,
      },
      {
        draw: (pen) => {
          pen.moveTo(-0.51, 0.855)
          pen.bezierCurveTo(-0.25, 0.885, 0.25, 0.885, 0.51, 0.855)
        },
        width: 0.006,
        depth: 0.006,
        dashed: true,
      },
    ],
  })
  const inside = cloth({
    outline: (pen) => {
      pen.moveTo(-0.24, -0.82)
      pen.quadraticCurveTo(-0.2, -0.885, -0.17, -0.873)
      pen.quadraticCurveTo(0, -0.82, 0.17, -0.873)
      pen.quadraticCurveTo(0.2, -0.885, 0.24, -0.82)
      pen.lineTo(0.2, -0.55)
      pen.lineTo(-0.2, -0.55)
    },
    color: shade,
    seed: seed + 9,
    thickness: 0.02,
    wrinkles: 0.008,
    seams: [
      {
        draw: (pen) => {
          pen.moveTo(-0.2, -0.835)
          pen.quadraticCurveTo(0, -0.755, 0.2, -0.835)
        },
        width: 0.007,
        depth: 0.006,
      },
    ],
  })
  return group(
    front,
    inside,
    printArea(areas[0], 0.5, 0.5, [0, 0.08, -0.28], UP),
    printArea(areas[1], 0.2, 0.2, [0.72, 0.08, -0.33], [-Math.PI / 2, 0, -0.85]),
  )
}
