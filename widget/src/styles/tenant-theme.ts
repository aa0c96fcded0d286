import type { Portal } from '../api/types.ts'
import { contrast, legible, textOn } from './contrast.ts'

/** The grounds of tokens.ts, on which the tenant's colours must be legible. */
const grounds = { light: '#ffffff', dark: '#151514' }

/**
 * The tenant's colours as custom properties. A fill keeps the tenant's colour unless it would vanish in the page; text
 * and lines get the nearest legible tint.
 */
export function tenantColors({ theme }: Portal): [name: string, value: string][] {
  const { primaryColor, onPrimaryColor } = theme
  const fill = (ground: string) => legible(primaryColor, ground, 1.6)
  const onFill = (ground: string) => {
    const color = fill(ground)
    return color === primaryColor ? onPrimaryColor : textOn(color)
  }
  const both = (name: string, of: (ground: string) => string): [string, string] => [
    `--v-tenant-${name}`,
    `light-dark(${of(grounds.light)}, ${of(grounds.dark)})`,
  ]
  return [
    both('fill', fill),
    both('on-fill', onFill),
    both('ink', (ground) => legible(primaryColor, ground, 4.5)),
  ]
}

/** Through the CSSOM: a strict CSP refuses `style` attributes. */
export function applyTenantTheme(target: HTMLElement, portal: Portal): void {
  for (const [name, value] of tenantColors(portal)) target.style.setProperty(name, value)
}

/** In which schemes a see-through logo needs a plate behind it: a black one is lost on a dark page. */
export function logoPlate(portal: Portal): { light: boolean; dark: boolean } {
  const { logo } = portal
  const color = logo?.colors[0]
  if (!logo?.hasTransparency || !color) return { light: false, dark: false }
  return { light: contrast(color, grounds.light) < 1.5, dark: contrast(color, grounds.dark) < 2 }
}
