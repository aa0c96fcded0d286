/** Geometry that three.js does not have: filleted profiles, parametric skins, ribbons, and print areas. */
import * as THREE from 'three'

export type P2 = readonly [number, number]
export type P3 = readonly [number, number, number]

/** A profile whose corners (third number: radius) are rounded, as any moulded or turned object has them. */
export function profile(points: readonly (readonly [number, number, number?])[]): THREE.Vector2[] {
  const out: THREE.Vector2[] = []
  points.forEach(([x, y, radius = 0], i) => {
    const before = points[i - 1]
    const after = points[i + 1]
    const here = new THREE.Vector2(x, y)
    if (!radius || !before || !after) {
      out.push(here)
      return
    }
    const a = new THREE.Vector2(before[0], before[1]).sub(here)
    const b = new THREE.Vector2(after[0], after[1]).sub(here)
    const reach = Math.min(radius, a.length() * 0.49, b.length() * 0.49)
    const curve = new THREE.QuadraticBezierCurve(
      a.setLength(reach).add(here),
      here,
      b.setLength(reach).add(here),
    )
    out.push(...curve.getPoints(7))
  })
  return out
}

export function turned(points: readonly (readonly [number, number, number?])[], segments = 128) {
  return new THREE.LatheGeometry(profile(points), segments)
}

/** The skin of `at(u, v)`; with `closed` the seam u = 0 = u = 1 is shaded smoothly. */
export function skin(at: (u: number, v: number) => P3, nu: number, nv: number, closed = false) {
  const geometry = new THREE.PlaneGeometry(1, 1, nu, nv)
  const position = geometry.getAttribute('position')
  const uv = geometry.getAttribute('uv')
  for (let i = 0; i < position.count; i++) position.setXYZ(i, ...at(uv.getX(i), uv.getY(i)))
  geometry.computeVertexNormals()
  if (closed) {
    const normal = geometry.getAttribute('normal')
    for (let j = 0; j <= nv; j++) {
      const a = j * (nu + 1)
      const b = a + nu
      const sum = new THREE.Vector3().fromBufferAttribute(normal, a)
      sum.add(new THREE.Vector3().fromBufferAttribute(normal, b)).normalize()
      normal.setXYZ(a, sum.x, sum.y, sum.z)
      normal.setXYZ(b, sum.x, sum.y, sum.z)
    }
  }
  return geometry
}

export const curve = (points: readonly P3[], closed = false) =>
  new THREE.CatmullRomCurve3(
    points.map((p) => new THREE.Vector3(...p)),
    closed,
    'centripetal',
  )

export const tube = (points: readonly P3[], radius: number, closed = false) =>
  new THREE.TubeGeometry(curve(points, closed), 120, radius, 16, closed)

/** A flat strap along the points, `across` giving the direction of its width; without it the strap lies flat. */
export function ribbon(points: readonly P3[], width: number, thickness: number, across?: (t: number) => P3) {
  const path = curve(points)
  return skin(
    (u, v) => {
      const t = v
      const p = path.getPoint(t)
      const w = across
        ? new THREE.Vector3(...across(t))
        : path.getTangent(t).cross(new THREE.Vector3(0, 1, 0))
      w.normalize()
      const n = path.getTangent(t).cross(w).normalize()
      const angle = u * Math.PI * 2
      // A superellipse: a strap has flat faces and soft edges.
      const c = Math.cos(angle)
      const s = Math.sin(angle)
      const x = Math.sign(c) * Math.abs(c) ** 0.35 * (width / 2)
      const y = Math.sign(s) * Math.abs(s) ** 0.7 * (thickness / 2)
      p.addScaledVector(w, x).addScaledVector(n, y)
      return [p.x, p.y, p.z]
    },
    48,
    160,
    true,
  )
}

export function mesh(
  geometry: THREE.BufferGeometry,
  material: THREE.Material,
  at: P3 = [0, 0, 0],
): THREE.Mesh {
  const out = new THREE.Mesh(geometry, material)
  out.position.set(...at)
  out.castShadow = out.receiveShadow = true
  return out
}

export function group(...parts: THREE.Object3D[]): THREE.Group {
  const out = new THREE.Group()
  if (parts.length > 0) out.add(...parts)
  return out
}

export function place<T extends THREE.Object3D>(object: T, at: P3, turn: P3 = [0, 0, 0], scale = 1): T {
  object.position.set(...at)
  object.rotation.set(...turn)
  object.scale.setScalar(scale)
  return object
}

/** Lowers or lifts an object until it touches the floor. */
export function rest<T extends THREE.Object3D>(object: T): T {
  object.updateMatrixWorld(true)
  object.position.y -= new THREE.Box3().setFromObject(object, true).min.y
  return object
}

/** Marks where a logo goes: a rectangle in the local x-y plane, facing +z; the studio projects its corners. */
export function printArea(
  name: string,
  width: number,
  height: number,
  at: P3,
  turn: P3 = [0, 0, 0],
  curveDeg = 0,
) {
  const marker = new THREE.Object3D()
  marker.userData = { area: name, width, height, curveDeg }
  return place(marker, at, turn)
}

/** A print area that takes up `curveDeg` of the girth of a standing cylinder: its square touches the front. */
export function aroundArea(name: string, radius: number, curveDeg: number, y: number, turn = 0) {
  const width = 2 * radius * Math.sin((curveDeg * Math.PI) / 360)
  return printArea(
    name,
    width,
    width,
    [Math.sin(turn) * radius, y, Math.cos(turn) * radius],
    [0, turn, 0],
    curveDeg,
  )
}
