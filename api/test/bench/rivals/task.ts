import type { Placement } from '../../../src/render/placement.ts'

/** One picture to make: the photo with its prints, as two files of one format. */
export interface Task {
  /** Path of a JPEG. */
  photo: string
  prints: Print[]
  /** The same prints as the engine is told them. */
  placement: Placement
  /** Paths of the logo's variants, for the engine. */
  logo: { color: string; light: string; dark: string }
  output: { format: 'webp' | 'jpeg'; quality: number; effort: number }
}

/** A logo drawn once, ready to be used again: at about twice its size on the canvas, its opacity in its alpha. */
export interface Print {
  /** Path of a PNG. */
  logo: string
  width: number
  height: number
  /** Where its corners land on the canvas, in pixels, clockwise from the top left. */
  quad: [number, number][]
  blendMode: 'normal' | 'multiply' | 'screen' | 'overlay'
}

export const SIZE = 1000
/** Sides of the two files, the master first. */
export const WIDTHS = [SIZE, 480] as const

/** Somebody who can do the task. Starting is not counted, nor is the first round. */
export interface Contender {
  /** The two files, encoded. */
  draw(task: Task): Promise<Uint8Array[]>
  close?(): Promise<void>
}
