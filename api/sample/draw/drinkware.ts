/** Mugs and bottle. One unit is 10 cm. */
import type { Group } from 'three'
import { glazed, softPlastic, steel, wood } from './material.ts'
import { aroundArea, group, mesh, place, tube, turned } from './shape.ts'
import type { Shot } from './studio.ts'

export function ceramicMug(color: string, area: string, inside = color, facing = 0): Group {
  const outside = turned([
    [0, 0.02],
    [0.32, 0.02],
    [0.34, 0],
    [0.37, 0, 0.02],
    [0.41, 0.05, 0.08],
    [0.42, 0.5],
    [0.42, 0.95, 0.02],
    [0.411, 0.965, 0.02],
    [0.398, 0.95],
  ])
  const bowl = turned([
    [0.398, 0.95],
    [0.385, 0.5],
    [0.38, 0.1, 0.1],
    [0.25, 0.06, 0.1],
    [0, 0.06],
  ])
  const ear = mesh(
    tube(
      [
        [0.39, 0.8, 0],
        [0.52, 0.84, 0],
        [0.66, 0.76, 0],
        [0.71, 0.55, 0],
        [0.66, 0.32, 0],
        [0.54, 0.2, 0],
        [0.39, 0.2, 0],
      ],
      0.05,
    ),
    glazed(color),
  )
  ear.scale.z = 1.35
  return group(
    mesh(outside, glazed(color)),
    mesh(bowl, glazed(inside)),
    ear,
    aroundArea(area, 0.421, 84, 0.47, facing),
  )
}

export function enamelMug(color: string, area: string, facing = 0): Group {
  const wall = turned([
    [0, 0],
    [0.38, 0, 0.05],
    [0.415, 0.06, 0.05],
    [0.43, 0.8],
    [0.445, 0.835, 0.02],
  ])
  const bowl = turned([
    [0.44, 0.84],
    [0.42, 0.8],
    [0.38, 0.04, 0.06],
    [0, 0.03],
  ])
  const rim = turned([
    [0.436, 0.828],
    [0.456, 0.826, 0.01],
    [0.46, 0.842, 0.012],
    [0.448, 0.856, 0.012],
    [0.432, 0.845],
  ])
  const ear = mesh(
    tube(
      [
        [0.41, 0.72, 0],
        [0.58, 0.74, 0],
        [0.7, 0.64, 0],
        [0.7, 0.44, 0],
        [0.6, 0.28, 0],
        [0.42, 0.16, 0],
      ],
      0.03,
    ),
    glazed(color, 0.3),
  )
  ear.scale.z = 2.6
  return group(
    mesh(wall, glazed(color, 0.26)),
    mesh(bowl, glazed('#ece8df')),
    mesh(rim, steel('#c9ccd0', 0.25, { depth: 0.2 })),
    ear,
    aroundArea(area, 0.43, 76, 0.41, facing),
  )
}

export function bottle(area: string, color = '#c3c6ca', facing = 0): Group {
  const body = turned([
    [0, 0],
    [0.3, 0],
    [0.31, 0.012],
    [0.35, 0.02, 0.02],
    [0.35, 1.62, 0.25],
    [0.24, 1.92, 0.16],
    [0.23, 1.99, 0.01],
    [0.2, 2],
  ])
  const lid = turned([
    [0.2, 1.99],
    [0.25, 1.99, 0.012],
    [0.25, 2.3, 0.03],
    [0.2, 2.31],
    [0, 2.31],
  ])
  const band = turned([
    [0.225, 1.97],
    [0.235, 1.972, 0.005],
    [0.235, 1.998, 0.005],
    [0.225, 2],
  ])
  const skin = steel(color, 0.26, { repeat: [2, 3], depth: 0.5 })
  return group(
    mesh(body, skin),
    mesh(band, softPlastic('#26282b')),
    mesh(lid, wood('#c79d68')),
    aroundArea(area, 0.351, 90, 1.05, facing),
  )
}

export const drinkware: Record<string, () => Shot> = {
  'ceramic-mug': () => ({
    subject: place(ceramicMug('#f6f4f0', 'front'), [-0.12, 0, 0]),
    background: '#d8d2c8',
    camera: { from: [0, 1.85, 4.9], to: [0.02, 0.45, 0], fov: 20 },
    lens: 0.02,
  }),
  'enamel-mug': () => ({
    subject: place(enamelMug('#1d2b45', 'front'), [-0.12, 0, 0]),
    background: '#dfe1de',
    camera: { from: [0.1, 2.1, 4.7], to: [0.02, 0.38, 0], fov: 19.5 },
    lens: 0.02,
  }),
  'steel-bottle': () => ({
    subject: place(bottle('front'), [0, 0, 0]),
    background: '#e3e1dc',
    camera: { from: [0, 2.9, 8.4], to: [0, 1.13, 0], fov: 19 },
    extent: 2.6,
    lens: 0.03,
  }),
}
