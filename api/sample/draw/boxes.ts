/** Kraft gift box, and the packs: things in an open box or around a bag. */

import { bottle, ceramicMug } from './drinkware.ts'
import { fromAbove, UP } from './flat-lay.ts'
import { card, kraft } from './material.ts'
import { fbm } from './noise.ts'
import { notebook } from './notebook.ts'
import { pen } from './pen.ts'
import { group, mesh, place, printArea, skin } from './shape.ts'
import { slab } from './sheet.ts'
import type { Shot } from './studio.ts'
import { lanyard, powerBank } from './tech.ts'
import { tote } from './tote.ts'

export function giftBox(areas: { lid: string; front: string }) {
  const [w, h, d] = [1.7, 0.72, 1.25]
  const board = kraft('#b48a5c', { repeat: [1, 1] })
  const lid = kraft('#b98f60', { repeat: [1, 1] })
  return group(
    mesh(slab(w, h, d, 0.008), board, [0, h / 2, 0]),
    mesh(slab(w + 0.05, 0.26, d + 0.05, 0.014), lid, [0, h - 0.1, 0]),
    printArea(areas.lid, 0.72, 0.72, [0, h + 0.031, 0], UP),
    printArea(areas.front, 0.3, 0.3, [0, 0.24, d / 2 + 0.002]),
  )
}

function crumpledPaper(w: number, d: number, y: number, color: string) {
  const ridge = (x: number, z: number) => 1 - Math.abs(fbm(x * 1.5 + 3, z * 1.5, 3, 64, 91)) * 2
  const sheet = skin((u, v) => [(u - 0.5) * w, y + 0.12 * ridge(u * w, v * d), (0.5 - v) * d], 260, 200)
  return mesh(sheet, card(color, { repeat: [3, 2], depth: 0.5 }))
}

/** The open box, its near wall printed, tissue inside. */
function openBox(w: number, h: number, d: number, area: string) {
  const board = kraft('#b48a5c', { repeat: [2, 0.6] })
  const t = 0.05
  const wall = (x: number, z: number, ww: number, dd: number) =>
    mesh(slab(ww, h, dd, 0.012), board, [x, h / 2, z])
  return group(
    wall(0, d / 2, w, t),
    wall(0, -d / 2, w, t),
    wall(-w / 2, 0, t, d + t),
    wall(w / 2, 0, t, d + t),
    crumpledPaper(w - t, d - t, 0.24, '#f7f5f1'),
    printArea(area, 0.46, 0.46, [0, h / 2, d / 2 + t / 2 + 0.002]),
  )
}

function welcomeKit() {
  return group(
    openBox(3.5, 0.72, 2.5, 'box'),
    place(notebook('#23272d', '#101214', 'notebook'), [-0.92, 0.36, 0.0], [0.06, 0.04, 0]),
    place(ceramicMug('#f6f4f0', 'mug', '#f6f4f0', -0.12), [0.62, 0.2, -0.52], [0, 0, 0]),
    place(powerBank('#2a2d31', 'power-bank'), [0.72, 0.36, 0.68], [0.08, -0.06, 0]),
    place(pen('#8c2f22', 'pen'), [0.7, 1.02, -0.56], [0, 0, -1.33]),
  )
}

function eventKit() {
  return group(
    place(tote('#e6d9bf', 'tote'), [-0.46, 0, 0], [0, 0.05, 0], 0.84),
    place(bottle('bottle'), [0.76, 0.19, 0.6], [-Math.PI / 2, 0, -0.03], 0.54),
    place(
      lanyard('#2b4a44', { card: 'card', left: 'strap-left', right: 'strap-right' }),
      [0.3, 0, -0.02],
      [0, 0.05, 0],
      0.5,
    ),
  )
}

export const boxes: Record<string, () => Shot> = {
  'gift-box': () => ({
    subject: place(giftBox({ lid: 'lid', front: 'front' }), [0, 0, 0], [0, 0.5, 0]),
    background: '#d9dcd8',
    camera: { from: [0, 4.1, 5.4], to: [0, 0.32, 0], fov: 21.5 },
    lens: 0.02,
  }),
  'welcome-kit': () => ({
    subject: place(welcomeKit(), [0, 0, 0], [0, 0.16, 0]),
    background: '#dcd8d0',
    camera: { from: [0, 6.9, 7.6], to: [0.03, 0.3, 0.05], fov: 24.2 },
    extent: 2.6,
    lens: 0.02,
  }),
  'event-kit': () => ({ subject: eventKit(), ...fromAbove('#c9cfcb', 8.6, 16) }),
}
