/**
 * Cloth lying flat: a silhouette blown up to a height field, with folds, wrinkles, seams and weave added, displaced
 * into a mesh and lit like everything else.
 */
import * as THREE from 'three'
import { colours, normals } from './cloth-maps.ts'
import { fbm, noise } from './noise.ts'
import { type Fold, N, type Pen, type Piece } from './piece.ts'

function drawn(draw: (pen: Pen) => void): Float32Array {
  const pen = new OffscreenCanvas(N, N).getContext('2d', { willReadFrequently: true })!
  pen.setTransform(N / 2, 0, 0, N / 2, N / 2, N / 2)
  pen.lineJoin = pen.lineCap = 'round'
  pen.fillStyle = pen.strokeStyle = '#fff'
  pen.beginPath()
  draw(pen)
  const { data } = pen.getImageData(0, 0, N, N)
  return Float32Array.from({ length: N * N }, (_, i) => data[i * 4 + 3]! / 255)
}

/** Three box blurs: as good as a Gaussian here, and independent of the radius. */
function blurred(source: Float32Array, radius: number, passes = 6): Float32Array {
  const r = Math.max(1, Math.round(radius * N * 0.5))
  let from = source
  for (let pass = 0; pass < passes; pass++) {
    const to = new Float32Array(N * N)
    const [step, line] = pass % 2 === 0 ? [1, N] : [N, 1]
    for (let i = 0; i < N; i++) {
      let sum = 0
      for (let j = -r; j < N + r; j++) {
        if (j + r < N) sum += from[i * line + (j + r) * step]!
        if (j - r - 1 >= 0 && j - r - 1 < N) sum -= from[i * line + (j - r - 1) * step]!
        if (j >= 0 && j < N) to[i * line + j * step] = sum / (2 * r + 1)
      }
    }
    from = to
  }
  return from
}

function addFold(height: Float32Array, fold: Fold, seed: number): void {
  const { from, to, width } = fold
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy)
  const reach = width * 3 + Math.abs(fold.bend ?? 0) * length
  const range = (a: number, b: number) =>
    [Math.min(a, b) - reach, Math.max(a, b) + reach].map((v) =>
      Math.max(0, Math.min(N - 1, Math.round(((v + 1) * N) / 2))),
    )
  const [x0, x1] = range(from[0], to[0])
  const [y0, y1] = range(from[1], to[1])
  for (let py = y0!; py <= y1!; py++) {
    for (let px = x0!; px <= x1!; px++) {
      const x = (px / N) * 2 - 1
      const y = (py / N) * 2 - 1
      const wobble = 0.3 * width * noise(x * 9, y * 9, 64, seed)
      const t = ((x - from[0]) * dx + (y - from[1]) * dy) / (length * length)
      if (t <= 0 || t >= 1) continue
      const bend = (fold.bend ?? 0) * length * 4 * t * (1 - t)
      const d = ((x - from[0]) * dy - (y - from[1]) * dx) / length + bend + wobble
      const w = width * (0.55 + 0.6 * t)
      // One flank steeper than the other: gravity and the iron leave no symmetric folds.
      const s = d > 0 ? d / w : d / (w * 0.6)
      height[py * N + px]! += fold.height * Math.exp(-s * s) * Math.sin(Math.PI * t) ** 0.8
    }
  }
}

function relief(piece: Piece, mask: Float32Array): { low: Float32Array; fine: Float32Array } {
  const seed = piece.seed ?? 1
  const soft = blurred(mask, piece.edge ?? 0.02)
  const low = new Float32Array(N * N)
  for (const [i, fold] of (piece.folds ?? []).entries()) addFold(low, fold, seed + i)
  const wrinkles = piece.wrinkles ?? 0.02
  for (let i = 0; i < low.length; i++) {
    if (soft[i]! < 0.02) continue
    const x = (i % N) / N
    const y = Math.floor(i / N) / N
    const warp = fbm(x * 3, y * 3, 2, 64, seed + 50)
    const crease = 1 - Math.abs(fbm(x * 3.2 + warp * 1.4, y * 2.4 + warp, 3, 64, seed + 90)) * 3
    low[i] =
      low[i]! + wrinkles * (fbm(x * 4 + warp, y * 3 - warp, 3, 64, seed + 70) + 0.35 * Math.max(0, crease))
    const inside = Math.max(0, Math.min(1, soft[i]! * 2 - 1))
    low[i] = low[i]! * (0.3 + 0.7 * inside) + (piece.thickness ?? 0.05) * Math.sqrt(inside)
  }
  const fine = low.slice()
  for (const seam of piece.seams ?? []) {
    const line = blurred(
      drawn((pen) => {
        pen.lineWidth = seam.width
        if (seam.dashed) pen.setLineDash([0.011, 0.006])
        pen.lineCap = seam.dashed ? 'butt' : 'round'
        seam.draw(pen)
        pen.stroke()
      }),
      0.0016,
      2,
    )
    for (let i = 0; i < fine.length; i++) fine[i] = fine[i]! - line[i]! * seam.depth
  }
  return { low, fine }
}

export function cloth(piece: Piece): THREE.Mesh {
  const mask = drawn((pen) => {
    piece.outline(pen)
    pen.fill()
  })
  const { low, fine } = relief(piece, mask)
  const scale = piece.scale ?? 1
  const grid = 220
  const geometry = new THREE.PlaneGeometry(2, 2, grid, grid).rotateX(-Math.PI / 2)
  const position = geometry.getAttribute('position')
  for (let i = 0; i < position.count; i++) {
    const px = Math.min(N - 1, Math.round(((position.getX(i) + 1) * N) / 2))
    const py = Math.min(N - 1, Math.round(((position.getZ(i) + 1) * N) / 2))
    position.setY(i, (piece.lift ?? 0) + Math.max(0.002, low[py * N + px]!))
  }
  geometry.setIndex(trimmed(geometry.getIndex()!, position, mask))
  const material = new THREE.MeshStandardMaterial({
    roughness: 0.95,
    envMapIntensity: 0.5,
    alphaTest: 0.5,
    side: THREE.DoubleSide,
  })
  material.map = colours(piece, mask)
  material.normalMap = normals(fine, piece)
  material.normalMapType = THREE.ObjectSpaceNormalMap
  const out = new THREE.Mesh(geometry, material)
  out.castShadow = out.receiveShadow = true
  out.scale.setScalar(scale)
  return out
}

/** Only the triangles near the cloth: most of the square is empty, and every one is drawn in five passes a frame. */
function trimmed(
  index: THREE.BufferAttribute,
  position: THREE.BufferAttribute | THREE.InterleavedBufferAttribute,
  mask: Float32Array,
) {
  const cloth = (i: number) => {
    const px = Math.round(((position.getX(i) + 1) * N) / 2)
    const py = Math.round(((position.getZ(i) + 1) * N) / 2)
    for (const dx of [-9, 0, 9]) {
      for (const dy of [-9, 0, 9]) {
        const [x, y] = [px + dx, py + dy]
        if (x >= 0 && y >= 0 && x < N && y < N && mask[y * N + x]! > 0) return true
      }
    }
    return false
  }
  const kept: number[] = []
  for (let i = 0; i < index.count; i += 3) {
    const triangle = [index.getX(i), index.getX(i + 1), index.getX(i + 2)]
    if (triangle.some(cloth)) kept.push(...triangle)
  }
  return kept
}
