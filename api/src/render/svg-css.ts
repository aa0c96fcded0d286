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
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, ' ')
  if (plain.includes('@'))
    throw refuse('The SVG has a style sheet with an at-rule; only plain rules are accepted.')
  if (plain.includes('\\') || plain.includes('/*')) {
    throw refuse('The SVG has a style sheet with escapes or an open comment; only plain rules are accepted.')
  }
  if (/\b(filter|animation[\w-]*|transition[\w-]*|behavior)\s*:/i.test(plain)) {
    throw refuse('The SVG uses filter effects or animation in its styles; flatten them and export again.')
  }
  if (/expression\s*\(|javascript:|image-set\s*\(|image\s*\(/i.test(plain)) {
    throw refuse('The SVG has active content in its styles; only plain rules are accepted.')
  }
  referencesIn(plain)
  return plain
}
