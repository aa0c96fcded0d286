/** The tote bag, laid flat. */
import { UP } from './flat-lay.ts'
import { cloth } from './garment.ts'
import { canvasCloth } from './material.ts'
import { group, mesh, type P3, printArea, ribbon } from './shape.ts'

export function tote(color: string, area: string) {
  const bag = cloth({
    outline: (pen) => {
      pen.moveTo(-0.56, -0.38)
      pen.quadraticCurveTo(0, -0.365, 0.56, -0.38)
      pen.quadraticCurveTo(0.585, 0.2, 0.57, 0.9)
      pen.quadraticCurveTo(0, 0.925, -0.57, 0.9)
      pen.quadraticCurveTo(-0.585, 0.2, -0.56, -0.38)
    },
    color,
    seed: 61,
    thickness: 0.05,
    heather: 0.04,
    wrinkles: 0.03,
    weave: { threads: 190, depth: 0.24 },
    folds: [
      { from: [-0.36, -0.36], to: [-0.2, 0.24], width: 0.05, height: 0.026, bend: 0.06 },
      { from: [0.36, -0.36], to: [0.28, 0.2], width: 0.05, height: 0.024, bend: -0.07 },
      { from: [-0.55, 0.88], to: [-0.2, 0.5], width: 0.05, height: 0.028, bend: 0.05 },
      { from: [0.56, 0.87], to: [0.3, 0.42], width: 0.05, height: 0.028, bend: -0.06 },
      { from: [0.56, 0.1], to: [0.3, 0.0], width: 0.05, height: 0.016 },
      { from: [-0.57, 0.2], to: [-0.34, 0.14], width: 0.05, height: 0.018 },
    ],
    seams: [
      {
        draw: (pen) => {
          pen.moveTo(-0.56, -0.3)
          pen.quadraticCurveTo(0, -0.285, 0.565, -0.3)
        },
        width: 0.006,
        depth: 0.006,
        dashed: true,
      },
      {
        draw: (pen) => {
          for (const s of [-1, 1]) {
            pen.rect(s * 0.3 - 0.05, -0.37, 0.1, 0.1)
            pen.moveTo(s * 0.3 - 0.05, -0.37)
            pen.lineTo(s * 0.3 + 0.05, -0.27)
            pen.moveTo(s * 0.3 + 0.05, -0.37)
            pen.lineTo(s * 0.3 - 0.05, -0.27)
          }
        },
        width: 0.006,
        depth: 0.006,
        dashed: true,
      },
    ],
  })
  const webbing = canvasCloth(color, { repeat: [0.35, 8], depth: 2.4 })
  const handle = (y: number, lean: number, top: number): P3[] => [
    [-0.3, y, -0.28],
    [-0.3, y + 0.005, -0.38],
    [-0.285 + lean, y, -0.62],
    [-0.2 + lean, y, -0.83],
    [lean, y, top],
    [0.2 + lean, y, -0.83],
    [0.285 + lean, y, -0.62],
    [0.3, y + 0.005, -0.38],
    [0.3, y, -0.28],
  ]
  return group(
    bag,
    mesh(ribbon(handle(0.085, 0.03, -0.9), 0.085, 0.01), webbing),
    mesh(ribbon(handle(0.03, -0.035, -0.87), 0.085, 0.01), webbing),
    printArea(area, 0.72, 0.72, [0, 0.07, 0.3], UP),
  )
}
