import { createRequire } from 'node:module'
import { BLEND_MODES } from '../../src/render/layer.ts'
import { prepareLogo } from '../../src/render/logo.ts'
import type { Layer } from '../../src/render/placement.ts'
import { rasteriseSvg } from '../../src/render/svg.ts'
import type { Picture } from './ssim.ts'

const load = (name: string) => createRequire(import.meta.url)(`${name}/icons.json`)

/** One of the CC0 logos of the icon sets as an SVG; `fill` recolours the one-colour ones. */
export function logoSvg(set: 'logos' | 'simple-icons', name: string, fill = '#000000'): Buffer {
  const icons = load(`@iconify-json/${set}`)
  const icon = icons.icons[name]
  const [w, h] = [icon.width ?? icons.width ?? 24, icon.height ?? icons.height ?? 24]
  const body = icon.body.replaceAll('currentColor', fill)
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 ${w} ${h}">${body}</svg>`,
  )
}

const GRADIENT = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">
  <defs><linearGradient id="a"><stop offset="0" stop-color="#e11d48"/><stop offset="1" stop-color="#2563eb" stop-opacity=".1"/></linearGradient>
  <radialGradient id="b"><stop offset="0" stop-color="#facc15"/><stop offset="1" stop-color="#facc15" stop-opacity="0"/></radialGradient></defs>
  <rect x="10" y="60" width="280" height="80" rx="40" fill="url(#a)"/><circle cx="80" cy="100" r="90" fill="url(#b)"/>
  <path d="M150 20 190 180 110 80 190 80 110 180z" fill="#064e3b" fill-opacity=".7"/></svg>`)

/** Six kinds of logo that go wrong in six ways. */
export const LOGOS: Record<string, () => Buffer> = {
  wide: () => logoSvg('logos', 'google'),
  tall: () => logoSvg('logos', 'gulp'),
  square: () => logoSvg('logos', 'firefox'),
  white: () => logoSvg('simple-icons', 'starbucks', '#ffffff'),
  dark: () => logoSvg('simple-icons', 'adidas', '#111111'),
  gradient: () => GRADIENT,
}

export async function prepared(svg: Buffer) {
  return prepareLogo(await rasteriseSvg(svg))
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A square picture with soft shading and some texture, as product photos have. */
export function shadedBase(size: number): Picture {
  const random = seeded(3)
  const data = new Uint8Array(size * size * 3)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const shade = 150 + 60 * Math.sin(x / 190) * Math.cos(y / 230) + 6 * random()
      const at = (y * size + x) * 3
      data[at] = shade
      data[at + 1] = shade * 0.94 + 8
      data[at + 2] = shade * 0.86 + 14
    }
  }
  return { data, width: size, height: size, channels: 3 }
}

/** Layers of every kind: boxes and quads, flat and bent, from 4 % of the canvas to 70 %, every blend mode. */
export function layers(count: number): Layer[] {
  const random = seeded(11)
  const between = (low: number, high: number) => low + random() * (high - low)
  return Array.from({ length: count }, (_, i): Layer => {
    const [cx, cy] = [between(20, 80), between(20, 80)]
    const width = i % 3 === 0 ? between(4, 12) : between(12, i % 5 === 1 ? 55 : 32)
    const look: Partial<Layer> = {
      blendMode: i % 2 === 0 ? 'multiply' : BLEND_MODES[i % BLEND_MODES.length]!,
      opacity: i % 4 === 0 ? undefined : between(0.5, 1),
      logoVariant: 'color',
    }
    if (i % 4 === 3) {
      const tiltDeg = between(-30, 30)
      look.surface = {
        type: 'cylinder',
        axis: i % 8 === 3 ? 'vertical' : 'horizontal',
        curveDeg: between(30, 150),
        tiltDeg,
      }
    }
    if (i % 2 === 0) {
      return {
        mode: 'box',
        centerXPct: cx,
        centerYPct: cy,
        widthPct: width,
        rotateDeg: between(-45, 45),
        ...look,
      }
    }
    const half = width / 2
    const near = (sx: number, sy: number) => ({
      x: cx + sx * half * between(0.65, 1.1),
      y: cy + sy * half * between(0.65, 1.1),
    })
    return {
      mode: 'quad',
      corners: {
        topLeft: near(-1, -1),
        topRight: near(1, -1),
        bottomRight: near(1, 1),
        bottomLeft: near(-1, 1),
      },
      ...look,
    }
  })
}
