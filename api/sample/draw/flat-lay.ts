/** What things photographed from straight above share. */
import type { Pen } from './piece.ts'
import type { P3 } from './shape.ts'
import type { Shot } from './studio.ts'

/** Turns a print area from the x-y plane to face up, its top away from the viewer. */
export const UP: P3 = [-Math.PI / 2, 0, 0]

export const fromAbove = (background: string, height = 8.2, fov = 15.6): Omit<Shot, 'subject'> => ({
  background,
  camera: { from: [0, height, 0.001], to: [0, 0, 0], fov, up: [0, 0, -1] },
  light: {
    key: [-0.85, 0.72, -0.6],
    keySize: 0.24,
    fill: [0.8, 0.9, 0.5],
    shares: { key: 0.5, fill: 0.12, dome: 0.38 },
  },
  extent: 1.6,
})

/** Draws on both sides of the middle. */
export const both = (draw: (pen: Pen, side: number) => void) => (pen: Pen) => {
  for (const side of [-1, 1]) draw(pen, side)
}
