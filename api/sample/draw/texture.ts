/** Tileable surface textures, computed as height functions of (u, v) in 0..1 and turned into normal maps. */
import * as THREE from 'three'
import { cells, fbm, noise } from './noise.ts'

export type Height = (u: number, v: number) => number

export function field(size: number, height: Height): Float32Array {
  const out = new Float32Array(size * size)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) out[y * size + x] = height((x + 0.5) / size, (y + 0.5) / size)
  }
  return out
}

function finish(texture: THREE.DataTexture): THREE.DataTexture {
  texture.wrapS = texture.wrapT = THREE.RepeatWrapping
  texture.magFilter = THREE.LinearFilter
  texture.minFilter = THREE.LinearMipmapLinearFilter
  texture.generateMipmaps = true
  texture.anisotropy = 8
  texture.needsUpdate = true
  return texture
}

/** `strength` is the slope of a full-scale step over one texel. */
export function normalMap(size: number, data: Float32Array, strength: number): THREE.DataTexture {
  const out = new Uint8Array(size * size * 4)
  const at = (x: number, y: number) => data[((y + size) % size) * size + ((x + size) % size)]!
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const dx = (at(x - 1, y) - at(x + 1, y)) * strength
      const dy = (at(x, y - 1) - at(x, y + 1)) * strength
      const l = 127.5 / Math.hypot(dx, dy, 1)
      out.set([127.5 + dx * l, 127.5 + dy * l, 127.5 + l, 255], (y * size + x) * 4)
    }
  }
  return finish(new THREE.DataTexture(out, size, size))
}

/** Grey values (0..1, read as is) around 1: multiplies a colour or a roughness. */
export function greyMap(size: number, height: Height): THREE.DataTexture {
  const out = new Uint8Array(size * size * 4)
  const data = field(size, height)
  for (let i = 0; i < data.length; i++) {
    const v = Math.max(0, Math.min(255, data[i]! * 255))
    out.set([v, v, v, 255], i * 4)
  }
  return finish(new THREE.DataTexture(out, size, size))
}

export function repeated<T extends THREE.Texture>(texture: T, x: number, y: number): T {
  const copy = texture.clone() as T
  copy.repeat.set(x, y)
  copy.needsUpdate = true
  return copy
}

const TAU = Math.PI * 2

/** Plain weave of `n` threads, each slightly uneven. */
export const canvasWeave =
  (n: number): Height =>
  (u, v) => {
    const over = Math.sin(u * TAU * n) * Math.sin(v * TAU * n)
    const warp = Math.abs(Math.cos(u * Math.PI * n * 2)) * (0.8 + 0.5 * noise(u * n * 2, v * 12, 12 * n, 3))
    const weft = Math.abs(Math.cos(v * Math.PI * n * 2)) * (0.8 + 0.5 * noise(u * 12, v * n * 2, 12 * n, 5))
    return 0.5 * (over > 0 ? warp : weft) + 0.25 * over + 0.3 * fbm(u * 32, v * 32, 3, 32, 9)
  }

/** Columns of small V stitches, as a jersey knit shows. */
export const jersey =
  (n: number): Height =>
  (u, v) => {
    const column = Math.abs(((u * n) % 1) - 0.5)
    return (
      0.6 * Math.cos((v * n * 1.3 - column * 1.1) * TAU) * 0.4 + column + 0.5 * fbm(u * 48, v * 48, 3, 48, 2)
    )
  }

export const leather: Height = (u, v) => {
  const [near, next] = cells(u * 40, v * 40, 40, 11)
  return Math.min(0.35, next - near) * 2 + 0.5 * fbm(u * 24, v * 24, 3, 24, 4)
}

export const paper: Height = (u, v) => fbm(u * 60, v * 60, 4, 60, 21)

export const brushed: Height = (u, v) => fbm(u * 3, v * 240, 2, 240, 31) + 0.5 * noise(u * 9, v * 420, 420, 8)

export const grain: Height = (u, v) =>
  noise(u * 256, v * 256, 256, 17) * 0.6 + noise(u * 128, v * 128, 128, 18) * 0.5
