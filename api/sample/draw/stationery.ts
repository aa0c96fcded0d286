/** Notebook, pen, desk calendar, stickers, mouse mat. One unit is 10 cm. */
import * as THREE from 'three'
import { RoundedBoxGeometry } from 'three/examples/jsm/geometries/RoundedBoxGeometry.js'
import { canvasCloth, card, lacquer, leatherette, printed, steel } from './material.ts'
import { group, mesh, type P3, place, printArea, ribbon, tube, turned } from './shape.ts'
import type { Shot } from './studio.ts'

export const slab = (w: number, h: number, d: number, r: number) => new RoundedBoxGeometry(w, h, d, 5, r)
const UP: P3 = [-Math.PI / 2, 0, 0]

/** A sheet in the x-y plane with round corners, its back at z = 0. */
export function sheetOf(w: number, h: number, round: number, depth: number, bevel: number) {
  const shape = new THREE.Shape()
  const [x, y, r] = [w / 2 - bevel, h / 2 - bevel, Math.max(0.001, round - bevel)]
  shape.absarc(x - r, -y + r, r, -Math.PI / 2, 0)
  shape.absarc(x - r, y - r, r, 0, Math.PI / 2)
  shape.absarc(-x + r, y - r, r, Math.PI / 2, Math.PI)
  shape.absarc(-x + r, -y + r, r, Math.PI, Math.PI * 1.5)
  return new THREE.ExtrudeGeometry(shape, {
    depth: depth - bevel * 2,
    bevelSize: bevel,
    bevelThickness: bevel,
    bevelSegments: 4,
    curveSegments: 48,
  }).translate(0, 0, bevel)
}

/** Lies on the floor, spine to the left. */
export function notebook(color: string, band: string, area: string): THREE.Group {
  const [w, d, t] = [1.3, 1.9, 0.17]
  const cover = leatherette(color, { repeat: [2, 3], depth: 0.5 })
  const board = (y: number) => mesh(slab(w, 0.028, d, 0.012), cover, [0, y, 0])
  const pages = card('#efe9dc', { repeat: [1, 6], depth: 1.4 })
  const block = mesh(slab(w - 0.06, t - 0.04, d - 0.05, 0.01), pages, [-0.01, t / 2, 0])
  const spine = mesh(new THREE.CylinderGeometry(t / 2, t / 2, d, 32, 1, false), cover, [
    -w / 2 + 0.02,
    t / 2,
    0,
  ])
  spine.rotation.x = Math.PI / 2
  spine.scale.x = 0.35
  const x = w / 2 - 0.14
  const elastic = mesh(
    ribbon(
      [
        [x, 0.0, -d / 2 - 0.006],
        [x, t, -d / 2 - 0.008],
        [x, t + 0.012, -d / 2 + 0.03],
        [x, t + 0.012, 0],
        [x, t + 0.012, d / 2 - 0.03],
        [x, t, d / 2 + 0.008],
        [x, 0.0, d / 2 + 0.006],
      ],
      0.06,
      0.014,
      () => [1, 0, 0],
    ),
    canvasCloth(band, { repeat: [1, 30], depth: 0.6 }),
  )
  return group(
    board(0.014),
    block,
    board(t - 0.014),
    spine,
    elastic,
    printArea(area, 0.78, 0.78, [-0.1, t + 0.001, -0.05], UP),
  )
}

/** Lies along x, tip to the right, resting on the floor. */
export function pen(color: string, area: string): THREE.Group {
  const metal = steel('#c8cacc', 0.2, { depth: 0.15 })
  const along = (geometry: THREE.BufferGeometry, material: THREE.Material) => {
    const part = mesh(geometry, material, [0, 0.062, 0])
    part.rotation.z = -Math.PI / 2
    return part
  }
  const barrel = turned([
    [0.05, -0.62],
    [0.06, -0.615, 0.005],
    [0.062, 0.35],
    [0.058, 0.44, 0.01],
  ])
  const tip = turned([
    [0.058, 0.44],
    [0.06, 0.46, 0.005],
    [0.05, 0.52],
    [0.022, 0.68],
    [0.012, 0.7],
    [0.01, 0.73],
    [0, 0.735],
  ])
  const cap = turned([
    [0, -0.79],
    [0.028, -0.79, 0.006],
    [0.03, -0.7],
    [0.05, -0.695, 0.006],
    [0.058, -0.67, 0.006],
    [0.062, -0.62],
    [0.05, -0.615],
  ])
  const clip = mesh(slab(0.52, 0.014, 0.04, 0.007), metal, [-0.38, 0.15, 0])
  clip.rotation.z = -0.02
  const joint = mesh(slab(0.03, 0.05, 0.036, 0.008), metal, [-0.63, 0.135, 0])
  return group(
    along(barrel, lacquer(color)),
    along(tip, metal),
    along(cap, metal),
    clip,
    joint,
    printArea(area, 0.15, 0.15, [0.1, 0.118, 0.03], [-1.05, 0, 0]),
  )
}

export function deskCalendar(area: string): THREE.Group {
  const [w, h] = [2, 1.45]
  const page = printed(1400, 1015, (pen) => {
    pen.fillStyle = '#fbfaf7'
    pen.fillRect(0, 0, 1400, 1015)
    pen.fillStyle = '#e9e4da'
    pen.fillRect(0, 0, 520, 1015)
    pen.textAlign = 'center'
    for (let day = 0; day < 31; day++) {
      const cell = day + 2
      const [x, y] = [620 + (cell % 7) * 110, 300 + Math.floor(cell / 7) * 125]
      pen.fillStyle = cell % 7 > 4 ? '#b0a08a' : '#3c3d40'
      pen.font = '500 44px sans-serif'
      pen.fillText(String(day + 1), x, y)
    }
    pen.fillStyle = '#c9bda9'
    pen.fillRect(580, 205, 740, 3)
    for (let i = 0; i < 7; i++) {
      pen.fillStyle = i > 4 ? '#c9bda9' : '#8a8c90'
      pen.beginPath()
      pen.arc(620 + i * 110, 165, 8, 0, 7)
      pen.fill()
    }
  })
  const lean = 0.36
  const face = group(
    mesh(slab(w, h, 0.02, 0.008), card('#e8e2d6')),
    mesh(new THREE.PlaneGeometry(w - 0.06, h - 0.1), page, [0, -0.02, 0.0125]),
    printArea(area, 0.58, 0.58, [-0.6, 0.04, 0.013]),
  )
  place(face, [0, (h / 2) * Math.cos(lean), (h / 2) * Math.sin(lean)], [-lean, 0, 0])
  const back = place(
    mesh(slab(w, h, 0.02, 0.008), card('#cfc6b6')),
    [0, (h / 2) * Math.cos(lean), (-h / 2) * Math.sin(lean)],
    [lean, 0, 0],
  )
  const base = mesh(slab(w, 0.02, h * 0.7, 0.008), card('#cfc6b6'), [0, 0.01, 0])
  const rings = group()
  for (let i = -9; i <= 9; i++) {
    const ring = mesh(new THREE.TorusGeometry(0.055, 0.009, 10, 32), steel('#55585c', 0.3, { depth: 0.1 }), [
      i * 0.1,
      h * Math.cos(lean),
      0,
    ])
    ring.rotation.y = Math.PI / 2
    rings.add(ring)
  }
  return group(face, back, base, rings)
}

export function stickerSheet(): THREE.Group {
  const sheet = printed(1000, 1300, (pen) => {
    pen.fillStyle = '#d9d2c4'
    pen.fillRect(0, 0, 1000, 1300)
  })
  const out = group(mesh(slab(1.5, 0.012, 1.95, 0.005), sheet))
  const sticker = (
    name: string,
    x: number,
    z: number,
    w: number,
    h: number,
    round: number,
    color: string,
  ) => {
    const vinyl = new THREE.MeshPhysicalMaterial({
      color,
      roughness: 0.35,
      clearcoat: 0.5,
      clearcoatRoughness: 0.25,
    })
    const part = place(mesh(sheetOf(w, h, round, 0.016, 0.004), vinyl), [x, 0.006, z], UP)
    part.add(printArea(name, Math.min(w, h) * 0.72, Math.min(w, h) * 0.72, [0, 0, 0.017]))
    out.add(part)
  }
  sticker('round', -0.37, -0.6, 0.62, 0.62, 0.31, '#fdfcfa')
  sticker('square', 0.36, -0.6, 0.62, 0.62, 0.1, '#26292e')
  sticker('wide', 0, 0.03, 1.28, 0.5, 0.12, '#fdfcfa')
  sticker('small', -0.37, 0.62, 0.62, 0.62, 0.1, '#f1e3c8')
  sticker('dot', 0.36, 0.62, 0.62, 0.62, 0.31, '#dfe8e4')
  return out
}

export function mouseMat(area: string): THREE.Group {
  const felt = canvasCloth('#6d7176', { repeat: [3, 3], depth: 1.3 })
  const stitch = tube(
    Array.from({ length: 128 }, (_, i): P3 => {
      const a = (i / 128) * Math.PI * 2
      const [c, s] = [Math.cos(a), Math.sin(a)]
      const side = (v: number, size: number) =>
        Math.sign(v) * Math.min(size, Math.abs(v) ** 0.2 * size * 1.02)
      return [side(c, 1.16), 0.052, side(s, 0.96)]
    }),
    0.008,
    true,
  )
  return group(
    place(mesh(sheetOf(2.4, 2, 0.14, 0.055, 0.02), felt), [0, 0, 0], UP),
    mesh(stitch, canvasCloth('#4d5156', { repeat: [60, 1] })),
    printArea(area, 0.95, 0.95, [0, 0.057, 0.1], UP),
  )
}

export const stationery: Record<string, () => Shot> = {
  notebook: () => ({
    subject: place(notebook('#23272d', '#101214', 'cover'), [0, 0, 0], [0, 0.42, 0]),
    background: '#ddd5ca',
    camera: { from: [0.2, 4.6, 3.9], to: [0, 0.05, 0.02], fov: 23 },
    lens: 0.03,
  }),
  pen: () => ({
    subject: group(
      place(pen('#1f3a5f', 'barrel'), [0, 0, 0.06], [0, 0.6, 0]),
      place(pen('#a8341f', 'barrel-red'), [-0.22, 0, -0.26], [0, 0.6, 0]),
    ),
    background: '#e2e1de',
    camera: { from: [0, 3, 2.1], to: [0, 0.05, -0.07], fov: 20.5 },
    extent: 1.4,
    lens: 0.012,
  }),
  'desk-calendar': () => ({
    subject: place(deskCalendar('page'), [0, 0, 0], [0, -0.28, 0]),
    background: '#d6dad6',
    camera: { from: [0, 2.3, 6.4], to: [0, 0.62, 0], fov: 22 },
    lens: 0.02,
  }),
  'sticker-sheet': () => ({
    subject: place(stickerSheet(), [0, 0.006, 0], [0, 0.14, 0]),
    background: '#b9c4c0',
    camera: { from: [0, 5.4, 2.2], to: [0, 0, 0.03], fov: 22 },
  }),
  'mouse-mat': () => ({
    subject: place(mouseMat('mat'), [0, 0, 0], [0, -0.2, 0]),
    background: '#e4e0d9',
    camera: { from: [0, 5.6, 3.6], to: [0, 0, 0.03], fov: 24 },
  }),
}
