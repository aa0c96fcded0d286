/** The hoodie, piece by piece: sleeves under the body, pocket and hood on top of it. */
import { both, UP } from './flat-lay.ts'
import { cloth } from './garment.ts'
import { canvasCloth } from './material.ts'
import type { Pen } from './piece.ts'
import { group, mesh, printArea, tube } from './shape.ts'

export function hoodie(color: string, shade: string, area: string) {
  const common = { color, heather: 0.11, weave: { threads: 150, depth: 0.16 } }
  const rib = (draw: (pen: Pen) => void) => ({ draw, width: 0.005, depth: 0.007 })
  const sleeve = (s: number) =>
    cloth({
      ...common,
      seed: 20 + s,
      outline: (pen) => {
        pen.moveTo(0.3 * s, -0.62)
        pen.bezierCurveTo(0.5 * s, -0.58, 0.6 * s, -0.48, 0.66 * s, -0.25)
        pen.bezierCurveTo(0.76 * s, 0.1, 0.84 * s, 0.45, 0.87 * s, 0.74)
        pen.quadraticCurveTo(0.8 * s, 0.79, 0.68 * s, 0.78)
        pen.bezierCurveTo(0.6 * s, 0.4, 0.5 * s, 0.1, 0.4 * s, -0.1)
      },
      thickness: 0.1,
      edge: 0.03,
      wrinkles: 0.04,
      folds: [
        { from: [0.46 * s, -0.1], to: [0.7 * s, 0.02], width: 0.04, height: 0.035, bend: 0.1 * s },
        { from: [0.52 * s, 0.12], to: [0.74 * s, 0.16], width: 0.04, height: 0.03, bend: 0.1 * s },
        { from: [0.8 * s, 0.3], to: [0.58 * s, 0.42], width: 0.045, height: 0.03, bend: -0.1 * s },
        { from: [0.64 * s, 0.56], to: [0.83 * s, 0.52], width: 0.04, height: 0.03 },
        { from: [0.5 * s, -0.4], to: [0.62 * s, 0.0], width: 0.05, height: 0.03 },
      ],
      seams: [
        rib((pen) => {
          pen.moveTo(0.65 * s, 0.645)
          pen.quadraticCurveTo(0.76 * s, 0.67, 0.86 * s, 0.625)
        }),
        rib((pen) => {
          for (let x = 0.665; x < 0.86; x += 0.019) {
            pen.moveTo(x * s, 0.67)
            pen.lineTo((x + 0.012) * s, 0.775)
          }
        }),
      ],
    })
  const body = cloth({
    ...common,
    seed: 31,
    lift: 0.05,
    outline: (pen) => {
      pen.moveTo(-0.2, -0.66)
      pen.quadraticCurveTo(0, -0.5, 0.2, -0.66)
      pen.quadraticCurveTo(0.38, -0.64, 0.5, -0.53)
      pen.bezierCurveTo(0.47, -0.3, 0.52, -0.1, 0.53, 0.1)
      pen.bezierCurveTo(0.54, 0.4, 0.55, 0.6, 0.52, 0.76)
      pen.lineTo(0.49, 0.9)
      pen.bezierCurveTo(0.2, 0.925, -0.2, 0.925, -0.49, 0.9)
      pen.lineTo(-0.52, 0.76)
      pen.bezierCurveTo(-0.55, 0.6, -0.54, 0.4, -0.53, 0.1)
      pen.bezierCurveTo(-0.52, -0.1, -0.47, -0.3, -0.5, -0.53)
      pen.quadraticCurveTo(-0.38, -0.64, -0.2, -0.66)
    },
    thickness: 0.1,
    edge: 0.03,
    wrinkles: 0.034,
    folds: [
      { from: [-0.5, -0.2], to: [-0.2, 0.1], width: 0.05, height: 0.03, bend: 0.08 },
      { from: [0.5, -0.18], to: [0.24, 0.14], width: 0.05, height: 0.03, bend: -0.08 },
      { from: [0.5, 0.7], to: [0.38, 0.2], width: 0.06, height: 0.03, bend: 0.05 },
      { from: [-0.5, 0.72], to: [-0.4, 0.25], width: 0.06, height: 0.03, bend: -0.05 },
      { from: [-0.46, -0.45], to: [-0.3, -0.1], width: 0.06, height: 0.02 },
      { from: [0.46, -0.48], to: [0.33, -0.15], width: 0.06, height: 0.02 },
    ],
    seams: [
      rib((pen) => {
        pen.moveTo(-0.53, 0.765)
        pen.bezierCurveTo(-0.2, 0.79, 0.2, 0.79, 0.53, 0.765)
      }),
      rib((pen) => {
        for (let x = -0.5; x < 0.51; x += 0.0196) {
          pen.moveTo(x, 0.785)
          pen.lineTo(x * 0.97, 0.915)
        }
      }),
    ],
  })
  const pocket = cloth({
    ...common,
    seed: 44,
    lift: 0.155,
    outline: (pen) => {
      pen.moveTo(-0.24, 0.28)
      pen.lineTo(0.24, 0.28)
      pen.quadraticCurveTo(0.34, 0.42, 0.39, 0.56)
      pen.lineTo(0.39, 0.76)
      pen.lineTo(-0.39, 0.76)
      pen.lineTo(-0.39, 0.56)
      pen.quadraticCurveTo(-0.34, 0.42, -0.24, 0.28)
    },
    thickness: 0.045,
    edge: 0.014,
    wrinkles: 0.03,
    seams: [
      {
        draw: (pen) => {
          pen.moveTo(-0.22, 0.305)
          pen.lineTo(0.22, 0.305)
        },
        width: 0.006,
        depth: 0.006,
        dashed: true,
      },
      {
        draw: both((pen, s) => {
          pen.moveTo(0.22 * s, 0.29)
          pen.quadraticCurveTo(0.315 * s, 0.42, 0.365 * s, 0.57)
          pen.lineTo(0.365 * s, 0.76)
        }),
        width: 0.006,
        depth: 0.006,
        dashed: true,
      },
    ],
  })
  const hood = cloth({
    ...common,
    seed: 51,
    lift: 0.11,
    outline: (pen) => {
      pen.moveTo(-0.34, -0.6)
      pen.bezierCurveTo(-0.37, -0.76, -0.3, -0.93, -0.12, -0.955)
      pen.quadraticCurveTo(0, -0.97, 0.12, -0.955)
      pen.bezierCurveTo(0.3, -0.93, 0.37, -0.76, 0.34, -0.6)
      pen.bezierCurveTo(0.25, -0.52, 0.1, -0.44, 0, -0.425)
      pen.bezierCurveTo(-0.1, -0.44, -0.25, -0.52, -0.34, -0.6)
      // The opening, wound the other way, stays empty.
      pen.moveTo(0, -0.5)
      pen.bezierCurveTo(0.1, -0.53, 0.21, -0.64, 0.21, -0.73)
      pen.bezierCurveTo(0.2, -0.87, -0.2, -0.87, -0.21, -0.73)
      pen.bezierCurveTo(-0.21, -0.64, -0.1, -0.53, 0, -0.5)
    },
    thickness: 0.065,
    edge: 0.016,
    wrinkles: 0.03,
    folds: [
      { from: [-0.34, -0.62], to: [-0.2, -0.86], width: 0.035, height: 0.03, bend: 0.1 },
      { from: [0.34, -0.62], to: [0.22, -0.88], width: 0.035, height: 0.03, bend: -0.1 },
      { from: [-0.28, -0.57], to: [-0.13, -0.49], width: 0.03, height: 0.02 },
      { from: [0.28, -0.57], to: [0.13, -0.49], width: 0.03, height: 0.02 },
    ],
    seams: [
      {
        draw: (pen) => {
          pen.moveTo(0, -0.47)
          pen.bezierCurveTo(0.12, -0.5, 0.24, -0.63, 0.24, -0.73)
          pen.bezierCurveTo(0.22, -0.905, -0.22, -0.905, -0.24, -0.73)
          pen.bezierCurveTo(-0.24, -0.63, -0.12, -0.5, 0, -0.47)
        },
        width: 0.006,
        depth: 0.007,
        dashed: true,
      },
    ],
  })
  const lining = cloth({
    ...common,
    color: shade,
    seed: 57,
    lift: 0.02,
    outline: (pen) => pen.ellipse(0, -0.7, 0.25, 0.24, 0, 0, 7),
    thickness: 0.03,
    wrinkles: 0.035,
  })
  const cord = (s: number) =>
    mesh(
      tube(
        [
          [0.075 * s, 0.2, -0.49],
          [0.09 * s, 0.21, -0.42],
          [0.11 * s, 0.185, -0.34],
          [0.105 * s, 0.18, -0.26],
          [0.12 * s, 0.18, s > 0 ? -0.19 : -0.16],
        ],
        0.013,
      ),
      canvasCloth('#e9e7e2', { repeat: [40, 1] }),
    )
  return group(
    sleeve(-1),
    sleeve(1),
    body,
    pocket,
    lining,
    hood,
    cord(-1),
    cord(1),
    printArea(area, 0.38, 0.38, [0, 0.16, 0.02], UP),
  )
}
