/** Tote bag, backpack and umbrella. */
import { backpack } from './backpack.ts'
import { fromAbove } from './flat-lay.ts'
import { place, rest } from './shape.ts'
import type { Shot } from './studio.ts'
import { tote } from './tote.ts'
import { umbrella } from './umbrella.ts'

export const carry: Record<string, () => Shot> = {
  'tote-bag': () => ({ subject: tote('#e6d9bf', 'front'), ...fromAbove('#c7ccc6') }),
  backpack: () => ({
    subject: rest(place(backpack('#3b4046', '#1f2225', 'front'), [0, 0, 0], [-0.02, -0.38, 0])),
    background: '#ded8ce',
    camera: { from: [0, 2.7, 7.6], to: [0.02, 1.03, 0], fov: 21 },
    extent: 2.2,
    lens: 0.02,
  }),
  umbrella: () => ({
    subject: rest(place(umbrella('#1f5a5c', 'panel'), [0, 0, 0], [0.95, -Math.PI / 8, 0])),
    background: '#e2ded6',
    camera: { from: [0.4, 3.4, 8.2], to: [0, 1.0, 0], fov: 20.5 },
    extent: 2.4,
    lens: 0.02,
  }),
}
