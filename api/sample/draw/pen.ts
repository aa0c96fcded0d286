/** The metal ballpoint. */
import type * as THREE from 'three'
import { lacquer, steel } from './material.ts'
import { group, mesh, printArea, turned } from './shape.ts'
import { slab } from './sheet.ts'

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
    printArea(area, 0.128, 0.128, [0.1, 0.114, 0.034], [-1.05, 0, 0]),
  )
}
