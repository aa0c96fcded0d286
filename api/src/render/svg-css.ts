import { ImageError } from './image-error.ts'

const refuse = (message: string) => new ImageError('unprocessable_image', message)

/**
 * Ids that a value refers to by url(#id).
 * @throws {ImageError} for a reference to anything outside the document
 */
export function referencesIn(value: string): string[] {
  const ids: string[] = []
  for (const match of value.matchAll(/url\s*\(\s*["']?\s*([^"')]*)/gi)) {
    const target = match[1]!.trim()
    if (!target.startsWith('#')) {
      throw refuse('The SVG refers to something outside itself; only self-contained drawings are accepted.')
    }
    ids.push(target.slice(1))
  }
  return ids
}

/**
 * Checks a style attribute or sheet and gives it back without comments.
 * @throws {ImageError} for at-rules, escapes, filters, animations and outside references
 */
export function checkCss(css: string): string {
  const plain = withoutComments(css)
  if (plain.includes('@'))
    throw refuse('The SVG has a style sheet with an at-rule; only plain rules are accepted.')
  if (plain.includes('\\'))
    throw refuse('The SVG has a style sheet with escapes; only plain rules are accepted.')
  for (const declaration of plain.split(/[;{}]/)) {
    const colon = declaration.indexOf(':')
    const property = colon < 0 ? '' : declaration.slice(0, colon).trim().toLowerCase()
    if (REFUSED_PROPERTIES.some((name) => property.startsWith(name))) {
      throw refuse('The SVG uses filter effects or animation in its styles; flatten them and export again.')
    }
  }
  referencesIn(plain)
  return plain
}

const REFUSED_PROPERTIES = [
  'filter',
  'backdrop-filter',
  'animation',
  'transition',
  'behavior',
  '-webkit-',
  '-moz-',
]

// By hand: a pattern for comments takes quadratic time on a sheet of a million openings.
function withoutComments(css: string): string {
  const kept: string[] = []
  let from = 0
  for (;;) {
    const open = css.indexOf('/*', from)
    if (open < 0) break
    const close = css.indexOf('*/', open + 2)
    if (close < 0) throw refuse('The SVG has a style sheet with an open comment.')
    kept.push(css.slice(from, open), ' ')
    from = close + 2
  }
  kept.push(css.slice(from))
  return kept.join('')
}
