const PX_PER_UNIT: Record<string, number> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
}

/** The attributes that make a drawing come out with its long side at `longSidePx`; none when its size is untold. */
export function rootSize(
  attributes: { viewBox?: string; width?: string; height?: string },
  longSidePx: number,
): Record<string, string> {
  const box = parseBox(attributes.viewBox) ?? boxFromSize(attributes.width, attributes.height)
  if (!box) return {}
  const [, , w, h] = box
  const k = longSidePx / Math.max(w, h)
  const side = (n: number) => String(Math.max(1, Math.round(n * k)))
  return { viewBox: box.join(' '), width: side(w), height: side(h) }
}

// Patterns below take quadratic time on endless digits.
const MOST_CHARS = 100

type Box = [number, number, number, number]

function parseBox(text: string | undefined): Box | null {
  const numbers =
    text
      ?.slice(0, MOST_CHARS)
      .trim()
      .split(/[\s,]+/)
      .map(Number) ?? []
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return null
  return numbers[2]! > 0 && numbers[3]! > 0 ? (numbers as Box) : null
}

function boxFromSize(width: string | undefined, height: string | undefined): Box | null {
  const [w, h] = [parseLength(width), parseLength(height)]
  return w && h ? [0, 0, w, h] : null
}

function parseLength(text: string | undefined): number | null {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(
    (text ?? '').slice(0, MOST_CHARS),
  )
  const scale = match && PX_PER_UNIT[match[2]!.toLowerCase()]
  if (!match || !scale) return null
  const px = Number(match[1]) * scale
  return px > 0 && Number.isFinite(px) ? px : null
}
