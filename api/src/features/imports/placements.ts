import type { Schemas } from '../../contract/handlers.ts'
import { BLEND_MODES } from '../../render/layer.ts'
import { checkPlacement } from '../../render/placement.ts'
import type { Place } from './fields.ts'
import type { Findings } from './findings.ts'
import { asObject } from './read.ts'

type Layer = Schemas['Layer']

export const PLACEMENTS_PATH = 'src/data/logo-placements.json'

const MOST_LAYERS = 20
const LAYER_FIELDS = [
  'centerXPct',
  'centerYPct',
  'widthPct',
  'rotateDeg',
  'opacity',
  'blendMode',
  'id',
  'corners',
]
const CORNERS = ['topLeft', 'topRight', 'bottomRight', 'bottomLeft'] as const

/** One item's placement in any of the shapes it was written in; what cannot be drawn is kept aside in the report. */
export function readPlacement(value: unknown, subject: string, findings: Findings): Schemas['Placement'] {
  const place = { where: PLACEMENTS_PATH, subject }
  const found = layersOf(value, place, findings)
  const layers = found.flatMap((entry, i) => readLayer(entry, i, place, findings) ?? [])
  if (layers.length <= MOST_LAYERS) return { layers }
  findings.add({
    ...{ severity: 'error', code: 'kept_aside', ...place },
    message: `It has ${layers.length} layers; the first ${MOST_LAYERS} were brought over.`,
    aside: layers.slice(MOST_LAYERS),
  })
  return { layers: layers.slice(0, MOST_LAYERS) }
}

function layersOf(value: unknown, place: Place, findings: Findings): unknown[] {
  if (Array.isArray(value)) return value
  const object = asObject(value)
  if (object && 'generatedImage' in object)
    findings.tally({
      ...{ severity: 'note', code: 'dropped', where: place.where },
      message: 'generatedImage is one tenant’s picture, kept for all, and was left out.',
    })
  if (object && Array.isArray(object.layers)) return object.layers
  if (object && LAYER_FIELDS.some((field) => field in object)) return [object]
  if (!object || Object.keys(object).some((field) => field !== 'generatedImage'))
    findings.add({
      ...{ severity: 'error', code: 'kept_aside', ...place },
      message: 'It is no placement in any of the known shapes.',
      aside: withoutPictures(value),
    })
  return []
}

function readLayer(value: unknown, index: number, place: Place, findings: Findings): Layer | undefined {
  const aside = (message: string) => {
    findings.add({
      ...{ severity: 'error', code: 'kept_aside', ...place },
      message: `Layer ${index + 1}: ${message}`,
      aside: withoutPictures(value),
    })
    return undefined
  }
  const raw = asObject(value)
  if (!raw) return aside('It is no layer.')
  noteFields(raw, place, findings)
  const shape = raw.corners === undefined || raw.corners === null ? readBox(raw) : readQuad(raw)
  if (typeof shape === 'string') return aside(shape)
  const layer = { ...shape, ...readPaint(raw, place, findings) }
  const [problem] = checkPlacement({ layers: [layer] })
  return problem ? aside(problem.message) : layer
}

function readBox(raw: Record<string, unknown>): Layer | string {
  const [centerXPct, centerYPct, widthPct] = [raw.centerXPct, raw.centerYPct, raw.widthPct]
  const rotateDeg = raw.rotateDeg ?? 0
  if (!within(centerXPct, -100, 200) || !within(centerYPct, -100, 200))
    return 'Its centre is missing or far off the picture.'
  if (!within(widthPct, 0, 300) || widthPct === 0) return 'Its width is missing, or not between 0 and 300.'
  if (!within(rotateDeg, -1e6, 1e6)) return 'Its rotation is no angle.'
  // Turned full circle is not turned; beyond one turn the contract would refuse it.
  return {
    mode: 'box',
    centerXPct,
    centerYPct,
    widthPct,
    ...(rotateDeg === 0 ? {} : { rotateDeg: rotateDeg % 360 }),
  }
}

/** Corners decide alone: centre, width and rotation beside them were stale and had no effect. */
function readQuad(raw: Record<string, unknown>): Layer | string {
  const corners = asObject(raw.corners) ?? {}
  const points = CORNERS.map((name) => {
    const { x, y } = asObject(corners[name]) ?? {}
    return within(x, -100, 200) && within(y, -100, 200) ? ([name, { x, y }] as const) : undefined
  })
  if (points.some((point) => point === undefined)) return 'A corner is missing or far off the picture.'
  return { mode: 'quad', corners: Object.fromEntries(points as [string, unknown][]) as never }
}

function readPaint(raw: Record<string, unknown>, place: Place, findings: Findings): Partial<Layer> {
  const adjusted = (message: string) =>
    findings.add({ severity: 'warning', code: 'adjusted', ...place, message })
  const paint: Partial<Layer> = {}
  if (typeof raw.id === 'string' && raw.id !== '')
    paint.id = raw.id.toWellFormed().replaceAll('\0', '').slice(0, 100)
  if (raw.id !== undefined && !paint.id) delete paint.id
  if (within(raw.opacity, 0, 1)) paint.opacity = raw.opacity
  else if (raw.opacity !== undefined && raw.opacity !== null)
    adjusted('An opacity is not between 0 and 1; the usual one (0.9) stands in.')
  const blendMode = BLEND_MODES.find((mode) => mode === raw.blendMode)
  if (blendMode) paint.blendMode = blendMode
  else if (raw.blendMode !== undefined && raw.blendMode !== null)
    adjusted('A blend mode is unknown; multiply stands in.')
  return paint
}

function noteFields(raw: Record<string, unknown>, { where }: Place, findings: Findings): void {
  const note = (message: string) => findings.tally({ severity: 'note', code: 'dropped', where, message })
  for (const field of Object.keys(raw)) {
    if (field === 'warp') note('warp never had a visible effect and was left out.')
    else if (field === 'logoUrl') note('A layer’s logoUrl is one tenant’s and was left out.')
    else if (!LAYER_FIELDS.includes(field)) note(`A layer’s field ${field.slice(0, 60)} was left out.`)
  }
  if (raw.corners && ['centerXPct', 'centerYPct', 'widthPct', 'rotateDeg'].some((field) => field in raw))
    note('Beside corners, centre, width and rotation had no effect and were left out.')
}

/** As it stood, but for what shows one tenant: the report is no place for that either. */
export function withoutPictures(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPictures)
  const { generatedImage: _, logoUrl: __, ...rest } = asObject(value) ?? { value }
  if (!asObject(value)) return value
  return Array.isArray(rest.layers) ? { ...rest, layers: rest.layers.map(withoutPictures) } : rest
}

function within(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
}
