import { expect, test } from 'vitest'
import { advisePlacement } from './advise.ts'
import type { Layer } from './placement.ts'

const box = (over: Partial<Layer> = {}): Layer => ({
  mode: 'box',
  centerXPct: 50,
  centerYPct: 50,
  widthPct: 30,
  ...over,
})
const photo = { width: 1500, height: 1000 }
const logo = { width: 1200, height: 400 }
const advise = (layer: Layer, context = { photo, logo }) =>
  advisePlacement({ layers: [layer] }, context).map((a) => a.code)

test('a plain box in the middle needs no advice', () => {
  expect(advise(box())).toEqual([])
})

test('tells how much lies beside the photo', () => {
  const [advice] = advisePlacement({ layers: [box({ centerYPct: 100 / 6 })] }, { photo })
  expect(advice).toMatchObject({ path: '/layers/0', code: 'off_photo' })
  expect(advice!.message).toContain('50 %')
  expect(advise(box({ centerYPct: 100 / 6 }), { photo: { width: 10, height: 10 }, logo })).toEqual([])
})

test('tells of logos too small on the picture or too small for it', () => {
  expect(advise(box({ widthPct: 3 }))).toEqual(['small'])
  expect(advise(box(), { photo, logo: { width: 120, height: 40 } })).toEqual(['logo_enlarged'])
})

test('tells of corners that stretch the logo', () => {
  const corners = {
    topLeft: { x: 20, y: 45 },
    topRight: { x: 80, y: 45 },
    bottomRight: { x: 80, y: 60 },
    bottomLeft: { x: 20, y: 60 },
  }
  expect(advise({ mode: 'quad', corners })).toEqual(['stretched'])
})
