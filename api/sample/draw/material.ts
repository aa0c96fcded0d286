/** Materials of the catalogue's things. Bump maps are made once and repeated to the size of each object. */
import * as THREE from 'three'
import { noise } from './noise.ts'
import {
  brushed,
  canvasWeave,
  field,
  grain,
  greyMap,
  type Height,
  jersey,
  leather,
  normalMap,
  paper,
  repeated,
} from './texture.ts'

const maps = new Map<string, THREE.DataTexture>()
function bump(name: string, height: Height, size: number, strength: number): THREE.DataTexture {
  let map = maps.get(name)
  if (!map) {
    map = normalMap(size, field(size, height), strength)
    maps.set(name, map)
  }
  return map
}

type Options = { repeat?: [number, number]; depth?: number; side?: THREE.Side }

function bumped(material: THREE.MeshStandardMaterial, map: THREE.DataTexture, options: Options) {
  const [x, y] = options.repeat ?? [1, 1]
  material.normalMap = repeated(map, x, y)
  material.normalScale.setScalar(options.depth ?? 1)
  material.side = options.side ?? THREE.FrontSide
  return material
}

const matte = (color: string, roughness = 0.95) =>
  new THREE.MeshStandardMaterial({ color, roughness, envMapIntensity: 0.55 })

export const canvasCloth = (color: string, options: Options = {}) =>
  bumped(matte(color), bump('canvas', canvasWeave(48), 1024, 1.6), options)
export const jerseyCloth = (color: string, options: Options = {}) =>
  bumped(matte(color), bump('jersey', jersey(64), 1024, 1.4), options)
export const nylon = (color: string, options: Options = {}) =>
  bumped(matte(color, 0.62), bump('nylon', canvasWeave(72), 1024, 1), options)
export const leatherette = (color: string, options: Options = {}) =>
  bumped(matte(color, 0.5), bump('leather', leather, 512, 2.2), options)
export const card = (color: string, options: Options = {}) =>
  bumped(matte(color, 0.85), bump('paper', paper, 512, 0.9), options)
export const steel = (color: string, roughness: number, options: Options = {}) =>
  bumped(
    new THREE.MeshStandardMaterial({ color, roughness, metalness: 1 }),
    bump('brushed', brushed, 1024, 0.5),
    options,
  )
export const softPlastic = (color: string, roughness = 0.45, options: Options = {}) =>
  bumped(new THREE.MeshStandardMaterial({ color, roughness }), bump('grain', grain, 512, 0.5), options)

export const glazed = (color: string, roughness = 0.22) =>
  new THREE.MeshPhysicalMaterial({ color, roughness, clearcoat: 0.6, clearcoatRoughness: 0.08 })

export const lacquer = (color: string) =>
  new THREE.MeshPhysicalMaterial({
    color,
    roughness: 0.4,
    metalness: 0.3,
    clearcoat: 1,
    clearcoatRoughness: 0.12,
  })

/** Brown board: the fibres show as specks, not only as relief. */
export function kraft(color = '#b98d5f', options: Options = {}) {
  const material = card(color, options)
  const specks = maps.get('specks') ?? greyMap(512, fibres)
  maps.set('specks', specks)
  const [x, y] = options.repeat ?? [1, 1]
  material.map = repeated(specks, x, y)
  return material
}

function fibres(u: number, v: number): number {
  const long =
    Math.max(0, noise(u * 160, v * 36, 720, 41) - 0.55) + Math.max(0, noise(u * 40, v * 150, 600, 43) - 0.55)
  return 0.95 + 0.09 * paper(u, v) - 0.22 * long
}

/** Wood with its grain along v. */
export function wood(color = '#c9a06c') {
  const material = matte(color, 0.6)
  material.map = greyMap(512, (u, v) => 0.84 + 0.14 * brushed(v * 0.3, u * 0.12) + 0.05 * brushed(v, u))
  return material
}

/** A picture drawn on a 2D canvas (sheets, badges), `width` to `height` in pixels. */
export function printed(
  width: number,
  height: number,
  draw: (pen: CanvasRenderingContext2D) => void,
  roughness = 0.8,
) {
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')!
  draw(pen as unknown as CanvasRenderingContext2D)
  const texture = new THREE.CanvasTexture(canvas)
  texture.colorSpace = THREE.SRGBColorSpace
  texture.anisotropy = 8
  const material = matte('#ffffff', roughness)
  material.map = texture
  return material
}
