import { expect, test } from 'vitest'
import { type Corners, checkPlacement, type Layer } from './placement.ts'

const quad = (...p: [number, number][]): Layer => ({
  mode: 'quad',
  corners: Object.fromEntries(
    ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'].map((k, i) => [k, { x: p[i]![0], y: p[i]![1] }]),
  ) as unknown as Corners,
})

const box = (over: Partial<Layer> = {}): Layer => ({
  mode: 'box',
  centerXPct: 50,
  centerYPct: 50,
  widthPct: 30,
  ...over,
})

const codes = (layer: Layer) => checkPlacement({ layers: [box(), layer] }).map((p) => `${p.path} ${p.code}`)

test.each<[string, Layer, string[]]>([
  ['a box', box(), []],
  ['a box over the edge', box({ centerXPct: -10, rotateDeg: 45 }), []],
  [
    'a box without its centre',
    { mode: 'box', widthPct: 30 },
    ['/layers/1/centerXPct field_missing', '/layers/1/centerYPct field_missing'],
  ],
  ['a box of no width', box({ widthPct: 0 }), ['/layers/1/widthPct width_not_positive']],
  ['a box off the canvas', box({ centerXPct: 180 }), ['/layers/1 off_canvas']],
  [
    'a turned box whose bounds, but not itself, touch the canvas',
    box({ centerXPct: 115, centerYPct: 115, widthPct: 28, rotateDeg: 45 }),
    ['/layers/1 off_canvas'],
  ],
  ['a quad without corners', { mode: 'quad' }, ['/layers/1/corners corners_missing']],
  ['a good quad', quad([20, 20], [60, 22], [58, 60], [22, 58]), []],
  ['a mirrored quad', quad([60, 20], [20, 20], [20, 60], [60, 60]), ['/layers/1/corners quad_not_clockwise']],
  ['a dented quad', quad([20, 20], [60, 20], [30, 30], [20, 60]), ['/layers/1/corners quad_not_convex']],
  ['a crossed quad', quad([20, 20], [60, 60], [60, 20], [20, 60]), ['/layers/1/corners quad_not_convex']],
  ['three corners in a line', quad([20, 20], [40, 20], [60, 20], [40, 60]), ['/layers/1/corners quad_flat']],
  ['a sliver', quad([20, 20], [80, 20], [80, 20.15], [20, 20.15]), ['/layers/1/corners quad_flat']],
  ['two equal corners', quad([20, 20], [20, 20], [60, 60], [20, 60]), ['/layers/1/corners quad_flat']],
  ['all corners equal', quad([20, 20], [20, 20], [20, 20], [20, 20]), ['/layers/1/corners quad_flat']],
  ['a quad off the canvas', quad([120, 20], [160, 22], [158, 60], [122, 58]), ['/layers/1 off_canvas']],
  ['corners outrank a box', { ...quad([20, 20], [60, 22], [58, 60], [22, 58]), mode: 'box' }, []],
])('%s', (_name, layer, expected) => {
  expect(codes(layer)).toEqual(expected)
})

test('no layers is a placement', () => {
  expect(checkPlacement({ layers: [] })).toEqual([])
})
