/** The desk calendar on its easel. */
import * as THREE from 'three'
import { card, printed, steel } from './material.ts'
import { group, mesh, place, printArea } from './shape.ts'
import { slab } from './sheet.ts'

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
    printArea(area, 0.5, 0.5, [-0.61, 0.04, 0.013]),
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
