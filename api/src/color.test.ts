import { expect, test } from 'vitest'
import { contrast, legibleOn } from './color.ts'

test('contrast as WCAG has it', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#ff0000', '#ff0000')).toBe(1)
  expect(contrast('#0b5fff', '#ffffff')).toBe(contrast('#ffffff', '#0b5fff'))
})

test('the better of black and white always reaches AA for text', () => {
  for (let grey = 0; grey < 256; grey += 1) {
    const color = `#${grey.toString(16).padStart(2, '0').repeat(3)}`
    expect(contrast(color, legibleOn(color))).toBeGreaterThanOrEqual(4.5)
  }
})
