/**
 * The studio's light. Diffuse light is summed over many frames, each lit by a few directions drawn from a soft box,
 * a fill and a dome, each with its own shadows: soft shadows and ambient occlusion come out of the average.
 * Reflections come from the same lamps painted into an environment map.
 */
import * as THREE from 'three'
import type { P3 } from './shape.ts'

export type Lighting = {
  key: P3
  keySize: number
  fill: P3
  shares: { key: number; fill: number; dome: number }
}

export const standardLight: Lighting = {
  key: [-0.75, 0.95, 0.7],
  keySize: 0.3,
  fill: [0.9, 0.6, 0.6],
  shares: { key: 0.46, fill: 0.12, dome: 0.42 },
}

const GOLDEN = 0.6180339887498949
const fract = (x: number) => x - Math.floor(x)

function around(axis: P3, spread: number, i: number, n: number): THREE.Vector3 {
  const dir = new THREE.Vector3(...axis).normalize()
  const side = new THREE.Vector3(0, 1, 0).cross(dir).normalize()
  const up = dir.clone().cross(side)
  const r = Math.sqrt((i + 0.5) / n) * spread
  const a = i * GOLDEN * Math.PI * 2
  return dir
    .addScaledVector(side, Math.cos(a) * r)
    .addScaledVector(up, Math.sin(a) * r)
    .normalize()
}

function dome(i: number, n: number): THREE.Vector3 {
  const y = 0.1 + 0.9 * ((i + 0.5) / n)
  const a = fract(i * GOLDEN) * Math.PI * 2
  const r = Math.sqrt(1 - y * y)
  return new THREE.Vector3(Math.cos(a) * r, y, Math.sin(a) * r)
}

/** Lamps per frame: one of the key, one of the fill, two of the dome. The floor receives an irradiance of π in all. */
export function lampsOfFrame(light: Lighting, frame: number, frames: number) {
  const stride = (i: number, n: number) => (i * 37) % n
  const { key, fill, dome: sky } = light.shares
  const k = around(light.key, light.keySize, frame, frames)
  const f = around(light.fill, 0.35, frame, frames)
  const d0 = dome(stride(frame * 2, frames * 2), frames * 2)
  const d1 = dome(stride(frame * 2 + 1, frames * 2), frames * 2)
  const lamp = (dir: THREE.Vector3, share: number, cos: number) => ({
    dir,
    intensity: (Math.PI * share) / cos,
  })
  const keyCos = new THREE.Vector3(...light.key).normalize().y
  const fillCos = new THREE.Vector3(...light.fill).normalize().y
  // A uniform dome cut at y = 0.1 has a mean cosine of 0.55.
  return [lamp(k, key, keyCos), lamp(f, fill, fillCos), lamp(d0, sky / 2, 0.55), lamp(d1, sky / 2, 0.55)]
}

function panel(dir: P3, width: number, height: number, radiance: number, distance = 10): THREE.Mesh {
  const material = new THREE.MeshBasicMaterial({ side: THREE.DoubleSide })
  material.color.setScalar(radiance)
  const out = new THREE.Mesh(new THREE.PlaneGeometry(width, height), material)
  out.position.set(...dir).setLength(distance)
  out.lookAt(0, 0, 0)
  return out
}

/** What glossy things mirror: floor, a grey room that darkens towards the horizon, and the lamps. */
export function reflections(
  renderer: THREE.WebGLRenderer,
  light: Lighting,
  floor: THREE.Color,
): THREE.Texture {
  const room = new THREE.Scene()
  const shade = new THREE.ShaderMaterial({
    side: THREE.BackSide,
    uniforms: { floor: { value: floor } },
    vertexShader:
      'varying vec3 d; void main(){ d = position; gl_Position = projectionMatrix*modelViewMatrix*vec4(position,1.); }',
    fragmentShader: `varying vec3 d; uniform vec3 floor;
      void main(){ float y = normalize(d).y;
        vec3 room = mix(vec3(.16), vec3(.62), smoothstep(-.02,.85,y));
        vec3 ground = floor * mix(.9, .55, smoothstep(-.5,0.,y));
        gl_FragColor = vec4(mix(ground, room, smoothstep(-.03,.03,y)),1.); }`,
  })
  room.add(new THREE.Mesh(new THREE.SphereGeometry(50, 64, 32), shade))
  room.add(panel(light.key, 7, 9, 4.6))
  room.add(panel([light.fill[0], 0.35, light.fill[2]], 2.2, 9, 2.6))
  room.add(panel([-1, 0.3, 0.5], 2, 9, 4.2))
  room.add(panel([0, 1, 0], 7, 5, 1.4))
  room.add(panel([0.25, 0.5, -1], 10, 2.6, 1.2))
  const generator = new THREE.PMREMGenerator(renderer)
  return generator.fromScene(room, 0.015).texture
}
