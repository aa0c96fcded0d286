/** The textures of a piece of cloth: normals of its height field with the weave on top, and its yarn's colours. */
import * as THREE from 'three'
import { noise } from './noise.ts'
import { N, type Piece } from './piece.ts'

export function normals(fine: Float32Array, piece: Piece): THREE.DataTexture {
  const out = new Uint8Array(N * N * 4)
  const { threads = 180, depth = 0.12 } = piece.weave ?? {}
  const at = (x: number, y: number) =>
    fine[Math.min(N - 1, Math.max(0, y)) * N + Math.min(N - 1, Math.max(0, x))]!
  for (let y = 0; y < N; y++) {
    for (let x = 0; x < N; x++) {
      const k = N / 4
      const u = (x / N) * threads * Math.PI * 2
      const v = (y / N) * threads * Math.PI * 2
      const uneven = 0.7 + 0.6 * noise(x * 0.05, y * 0.4, 4096, 5)
      const nx =
        (at(x - 1, y) - at(x + 1, y)) * k +
        depth * uneven * Math.cos(u) +
        depth * 0.8 * noise(x * 0.31, y * 0.31, 4096, 3)
      const nz =
        (at(x, y - 1) - at(x, y + 1)) * k +
        depth * uneven * Math.cos(v) +
        depth * 0.8 * noise(x * 0.31, y * 0.31, 4096, 4)
      const l = 127.5 / Math.hypot(nx, nz, 1)
      // Rows are stored bottom up, as textures are.
      out.set([127.5 + nx * l, 127.5 + l, 127.5 + nz * l, 255], ((N - 1 - y) * N + x) * 4)
    }
  }
  const texture = new THREE.DataTexture(out, N, N)
  texture.generateMipmaps = true
  texture.minFilter = THREE.LinearMipmapLinearFilter
  texture.magFilter = THREE.LinearFilter
  texture.anisotropy = 8
  texture.needsUpdate = true
  return texture
}

export function colours(piece: Piece, mask: Float32Array): THREE.DataTexture {
  const out = new Uint8Array(N * N * 4)
  const heather = piece.heather ?? 0.02
  const base = new THREE.Color(piece.color).convertLinearToSRGB()
  const seed = (piece.seed ?? 1) + 300
  for (let i = 0; i < mask.length; i++) {
    const x = i % N
    const y = Math.floor(i / N)
    const fleck =
      1 + heather * (noise(x * 0.8, y * 0.25, 4096, seed) + noise(x * 0.4, y * 0.55, 4096, seed + 1))
    const value = (c: number) => Math.max(0, Math.min(255, c * fleck * 255))
    out.set([value(base.r), value(base.g), value(base.b), mask[i]! * 255], ((N - 1 - y) * N + x) * 4)
  }
  const texture = new THREE.DataTexture(out, N, N)
  texture.colorSpace = THREE.SRGBColorSpace
  texture.magFilter = texture.minFilter = THREE.LinearFilter
  texture.needsUpdate = true
  return texture
}
