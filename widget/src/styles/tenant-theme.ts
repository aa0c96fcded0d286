import type { Portal } from '../api/types.ts'
import { contrast, legible, textOn } from './contrast.ts'

/** The grounds of tokens.ts, on which the tenant's colours must be legible. */
const grounds = { light: '#ffffff', dark: '#151514' }

/**
 * Writes the tenant's colours as custom properties. Through the CSSOM: a strict CSP refuses `style` attributes.
 * A fill keeps the tenant's colour unless it would vanish in the page; text and lines get the nearest legible tint.
 */
export function applyTenantTheme(target: HTMLElement, portal: Portal): void {
  const { primaryColor, onPrimaryColor } = portal.theme
  const fill = {
    light: legible(primaryColor, grounds.light, 1.6),
    dark: legible(primaryColor, grounds.dark, 1.6),
  }
  const on = (color: string) => (color === primaryColor ? onPrimaryColor : textOn(color))
  set(target, 'fill', fill.light, fill.dark)
  set(target, 'on-fill', on(fill.light), on(fill.dark))
  set(target, 'ink', legible(primaryColor, grounds.light, 4.5), legible(primaryColor, grounds.dark, 4.5))
}

function set(target: HTMLElement, name: string, light: string, dark: string): void {
  target.style.setProperty(`--v-tenant-${name}`, `light-dark(${light}, ${dark})`)
}

/** In which schemes a see-through logo needs a plate behind it: a black one is lost on a dark page. */
export function logoPlate(portal: Portal): { light: boolean; dark: boolean } {
  const { logo } = portal
  const color = logo?.colors[0]
  if (!logo?.hasTransparency || !color) return { light: false, dark: false }
  return { light: contrast(color, grounds.light) < 1.5, dark: contrast(color, grounds.dark) < 2 }
}
