/** Colours by the WCAG 2 definition of contrast. */
type Rgb = [number, number, number]

export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The colour itself where it stands out enough on the ground, else the nearest tint or shade of it that does. */
export function legible(color: string, ground: string, ratio: number): string {
  const towards: Rgb = luminance(rgb(ground)) > 0.18 ? [0, 0, 0] : [255, 255, 255]
  const from = rgb(color)
  for (let step = 0; step <= 20; step++) {
    const mixed = hex(from.map((channel, i) => channel + ((towards[i]! - channel) * step) / 20) as Rgb)
    if (contrast(mixed, ground) >= ratio) return mixed
  }
  return hex(towards)
}

/** Black or white, whichever reads better on it. */
export function textOn(color: string): string {
  return contrast(color, '#ffffff') >= contrast(color, '#000000') ? '#ffffff' : '#000000'
}

function luminance(color: Rgb): number {
  const [r, g, b] = color.map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function rgb(color: string): Rgb {
  const value = Number.parseInt(color.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

function hex(color: Rgb): string {
  return `#${color.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}
