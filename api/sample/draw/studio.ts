/** The camera: sums jittered frames of a shot into one HDR picture, develops it, and projects its print areas. */
import * as THREE from 'three'
import { ADD, DEVELOP, quad } from './develop.ts'
import { type Lighting, lampsOfFrame, reflections, standardLight } from './light.ts'
import './shading.ts'
import type { P3 } from './shape.ts'

export type Shot = {
  subject: THREE.Object3D
  background: string
  camera: { from: P3; to: P3; fov: number; up?: P3 }
  light?: Partial<Lighting>
  /** Radius around the target that casts shadows. */
  extent?: number
  /** Radius of the lens opening; blurs what is off the target's plane. */
  lens?: number
}
export type Point = { x: number; y: number }
export type Area = {
  corners: { topLeft: Point; topRight: Point; bottomRight: Point; bottomLeft: Point }
  /** On a cylinder: the angle the area spans, and the tilt of its rims as seen, below 0 from above. */
  curveDeg?: number
  tiltDeg?: number
}

export class Studio {
  readonly renderer: THREE.WebGLRenderer
  readonly size: number

  constructor(size: number) {
    this.size = size
    this.renderer = new THREE.WebGLRenderer({ preserveDrawingBuffer: true, antialias: false })
    this.renderer.setSize(size, size, false)
    this.renderer.shadowMap.enabled = true
    this.renderer.shadowMap.type = THREE.PCFShadowMap
  }

  /** The picture as PNG in base64, and where its print areas are; no frames, no picture. */
  take(shot: Shot, frames: number): { png: string; areas: Record<string, Area> } {
    const camera = cameraOf(shot)
    shot.subject.updateMatrixWorld(true)
    const areas = projectAreas(shot.subject, camera)
    if (frames === 0) return { png: '', areas }
    const light = { ...standardLight, ...shot.light }
    const scene = sceneOf(shot)
    scene.environment = reflections(this.renderer, light, new THREE.Color(shot.background))
    return { png: this.expose(shot, scene, camera, light, frames), areas }
  }

  private expose(
    shot: Shot,
    scene: THREE.Scene,
    camera: THREE.PerspectiveCamera,
    light: Lighting,
    frames: number,
  ) {
    const { renderer, size } = this
    const from = camera.position.clone()
    const to = new THREE.Vector3(...shot.camera.to)
    const extent = shot.extent ?? 2
    const lamps = [0, 1, 2, 3].map(() => lampWithShadow(to, extent))
    for (const lamp of lamps) scene.add(lamp, lamp.target)
    const frame = new THREE.WebGLRenderTarget(size, size, { type: THREE.HalfFloatType })
    const sum = new THREE.WebGLRenderTarget(size, size, { type: THREE.FloatType, depthBuffer: false })
    const flat = new THREE.OrthographicCamera()
    const add = quad(ADD, { t: { value: frame.texture }, w: { value: 1 / frames } }, THREE.CustomBlending)
    Object.assign(add.material, { blendSrc: THREE.OneFactor, blendDst: THREE.OneFactor })
    renderer.setRenderTarget(sum)
    renderer.clear()
    for (let i = 0; i < frames; i++) {
      jitter(camera, from, to, { i, frames, size, lens: shot.lens ?? 0 })
      lampsOfFrame(light, i, frames).forEach(({ dir, intensity }, l) => {
        lamps[l]!.position.copy(to).addScaledVector(dir, extent * 3)
        lamps[l]!.intensity = intensity
      })
      renderer.setRenderTarget(frame)
      renderer.autoClear = true
      renderer.render(scene, camera)
      renderer.setRenderTarget(sum)
      renderer.autoClear = false
      renderer.render(add, flat)
    }
    renderer.setRenderTarget(null)
    renderer.autoClear = true
    const develop = quad(DEVELOP, { t: { value: sum.texture }, exposure: { value: 1 } }, THREE.NoBlending)
    renderer.render(develop, flat)
    frame.dispose()
    sum.dispose()
    return renderer.domElement.toDataURL('image/png').slice('data:image/png;base64,'.length)
  }
}

function sceneOf({ subject, background }: Shot): THREE.Scene {
  const floor = new THREE.Color(background)
  const scene = new THREE.Scene()
  scene.background = floor
  // Casting with back faces alone, the default, leaves a bright seam where a dark object meets the floor.
  subject.traverse((object) => {
    if (object instanceof THREE.Mesh) object.material.shadowSide = THREE.DoubleSide
  })
  // What the floor throws back from below.
  const bounce = new THREE.HemisphereLight(0x000000, floor, Math.PI * 0.55)
  const ground = new THREE.Mesh(
    new THREE.PlaneGeometry(400, 400),
    new THREE.MeshLambertMaterial({ color: floor, envMapIntensity: 0 }),
  )
  ground.rotation.x = -Math.PI / 2
  ground.receiveShadow = true
  return scene.add(subject, bounce, ground)
}

function cameraOf({ camera: { from, to, fov, up } }: Shot): THREE.PerspectiveCamera {
  const camera = new THREE.PerspectiveCamera(fov, 1, 0.1, 300)
  if (up) camera.up.set(...up)
  camera.position.set(...from)
  camera.lookAt(...to)
  camera.updateMatrixWorld()
  return camera
}

type Frame = { i: number; frames: number; size: number; lens: number }

/** Moves the camera by a part of a pixel (smooth edges) and about the lens (depth of field). */
function jitter(camera: THREE.PerspectiveCamera, from: THREE.Vector3, to: THREE.Vector3, frame: Frame): void {
  const { i, frames, size, lens } = frame
  const jx = ((i * 0.7548776662) % 1) + ((i * 0.3333) % 1) * 0.4 - 0.7
  const jy = ((i * 0.5698402909) % 1) + ((i * 0.2917) % 1) * 0.4 - 0.7
  camera.setViewOffset(size, size, jx, jy, size, size)
  const turn = i * 2.39996
  const radius = lens * Math.sqrt((i + 0.5) / frames)
  camera.position.copy(from)
  camera.translateX(Math.cos(turn) * radius)
  camera.translateY(Math.sin(turn) * radius)
  camera.lookAt(to)
}

function lampWithShadow(to: THREE.Vector3, extent: number): THREE.DirectionalLight {
  const lamp = new THREE.DirectionalLight(0xffffff, 1)
  lamp.castShadow = true
  lamp.target.position.copy(to)
  lamp.shadow.mapSize.set(1536, 1536)
  lamp.shadow.bias = -0.0006
  lamp.shadow.normalBias = 0.006 * extent
  lamp.shadow.radius = 2
  const box = lamp.shadow.camera
  box.left = box.bottom = -extent
  box.right = box.top = extent
  box.near = 0.1
  box.far = extent * 6
  return lamp
}

function projectAreas(subject: THREE.Object3D, camera: THREE.Camera): Record<string, Area> {
  const areas: Record<string, Area> = {}
  subject.traverse((object) => {
    const { area, width, height, curveDeg } = object.userData
    if (typeof area !== 'string') return
    const point = (x: number, y: number): Point => {
      const p = new THREE.Vector3((x * width) / 2, (y * height) / 2, 0)
        .applyMatrix4(object.matrixWorld)
        .project(camera)
      return { x: Number((50 + 50 * p.x).toFixed(3)), y: Number((50 - 50 * p.y).toFixed(3)) }
    }
    const corners = {
      topLeft: point(-1, 1),
      topRight: point(1, 1),
      bottomRight: point(1, -1),
      bottomLeft: point(-1, -1),
    }
    const eye = object.worldToLocal(camera.position.clone())
    const tiltDeg = -Math.round((Math.atan2(eye.y, Math.hypot(eye.x, eye.z)) * 180) / Math.PI)
    areas[area] = curveDeg ? { corners, curveDeg, tiltDeg } : { corners }
  })
  return areas
}
