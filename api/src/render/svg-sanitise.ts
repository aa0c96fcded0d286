import { SaxesParser, type SaxesTagNS } from 'saxes'
import { ImageError } from './image-error.ts'
import { LIMITS } from './limits.ts'
import { checkCss, referencesIn } from './svg-css.ts'
import { checkExpansion, type SvgNode } from './svg-expansion.ts'
import { DRAWN, KEPT_ATTRIBUTES, LEFT_OUT, REFUSED } from './svg-rules.ts'
import { rootSize } from './svg-size.ts'

const SVG = 'http://www.w3.org/2000/svg'
const XLINK = 'http://www.w3.org/1999/xlink'

const refuse = (message: string) => new ImageError('unprocessable_image', message)

/**
 * Rewrites an SVG from an allow-list of elements and attributes, self-contained and sized to be drawn with
 * its long side at LIMITS.logoSidePx. What only describes is left out; what would change the drawing when
 * left out is refused.
 * @throws {ImageError} with what to change, or payload_too_large
 */
export function sanitiseSvg(bytes: Uint8Array): Buffer {
  if (bytes.length > LIMITS.svgBytes) {
    throw new ImageError(
      'payload_too_large',
      `The SVG is over ${LIMITS.svgBytes / 1048576} MB; simplify the drawing.`,
    )
  }
  const text = decodeText(bytes)
  const parser = new SaxesParser({ xmlns: true })
  const writer = createWriter()
  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) {
      throw refuse('The SVG declares entities in its DOCTYPE; export it as plain SVG without them.')
    }
  })
  parser.on('opentag', (tag) => writer.open(tag))
  parser.on('closetag', (tag) => writer.close(tag))
  parser.on('text', (content) => writer.text(content))
  parser.on('cdata', (content) => writer.text(content))
  parser.on('error', () => {
    throw refuse(`The SVG is not well-formed XML (line ${parser.line}).`)
  })
  parser.write(text).close()
  return writer.finish()
}

function decodeText(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  const text = new TextDecoder(utf16 ?? 'utf-8').decode(bytes)
  if (text.includes('\0')) throw refuse('The SVG is not text.')
  // The text is decoded by now; a declaration of another encoding would only mislead the next reader.
  return text.replace(/^\s*<\?xml[^>]*\?>/, '')
}

function createWriter() {
  const out: string[] = []
  const path: { node: SvgNode; name: string }[] = []
  let skipped = 0
  let elements = 0
  let root: SvgNode | null = null
  let css = ''

  return {
    open(tag: SaxesTagNS): void {
      if (++elements > LIMITS.svgElements)
        throw refuse(`The SVG has more than ${LIMITS.svgElements} elements; simplify it.`)
      if (path.length + skipped >= LIMITS.svgDepth)
        throw refuse(`The SVG is nested more than ${LIMITS.svgDepth} deep.`)
      if (skipped > 0 || isLeftOut(tag, root !== null)) {
        skipped++
        return
      }
      const kept = keptAttributes(tag)
      const node: SvgNode = {
        id: kept.get('id') ?? null,
        children: [],
        references: [...kept].flatMap(referencesOf),
      }
      if (root) path.at(-1)!.node.children.push(node)
      else root = node
      const written = path.length === 0 ? asRoot(kept) : kept
      path.push({ node, name: tag.local })
      out.push(`<${tag.local}${[...written].map(([k, v]) => ` ${k}="${escapeXml(v)}"`).join('')}>`)
    },
    close(_tag: SaxesTagNS): void {
      if (skipped > 0) {
        skipped--
        return
      }
      const { name } = path.pop()!
      if (name === 'style') {
        out.push(escapeXml(checkCss(css)))
        css = ''
      }
      out.push(`</${name}>`)
    },
    text(content: string): void {
      if (skipped === 0 && path.at(-1)?.name === 'style') css += content
    },
    finish(): Buffer {
      if (!root) throw refuse('The SVG has no content.')
      checkExpansion(root)
      return Buffer.from(out.join(''))
    },
  }
}

function isLeftOut(tag: SaxesTagNS, hasRoot: boolean): boolean {
  if (!hasRoot && (tag.local !== 'svg' || (tag.uri !== SVG && tag.uri !== ''))) {
    throw new ImageError('unsupported_media_type', 'The file is XML but not an SVG drawing.')
  }
  if (tag.uri !== SVG && tag.uri !== '') return true
  if (LEFT_OUT.has(tag.local)) return true
  if (DRAWN.has(tag.local)) return false
  throw refuse(
    REFUSED[tag.local] ?? `The SVG uses <${tag.local.slice(0, 40)}>, which is not accepted in logos.`,
  )
}

function keptAttributes(tag: SaxesTagNS): Map<string, string> {
  const kept = new Map<string, string>()
  for (const { local, uri, value } of Object.values(tag.attributes)) {
    if (local === 'href' && (uri === '' || uri === XLINK)) {
      // Links of <a> lead nowhere in a picture; elsewhere an href draws what it names.
      if (tag.local !== 'a') kept.set('href', checkHref(value))
    } else if (uri === '' && KEPT_ATTRIBUTES.has(local)) {
      kept.set(local, local === 'style' ? checkCss(value) : value)
    }
  }
  return kept
}

function checkHref(value: string): string {
  const href = value.trim()
  if (href.startsWith('#')) return href
  throw refuse('The SVG refers to something outside itself; only self-contained drawings are accepted.')
}

function referencesOf([name, value]: [string, string]): string[] {
  return name === 'href' ? [value.slice(1)] : referencesIn(value)
}

function asRoot(kept: Map<string, string>): Map<string, string> {
  const size = rootSize(Object.fromEntries(kept), LIMITS.logoSidePx)
  for (const name of ['x', 'y', 'width', 'height', 'viewBox', 'preserveAspectRatio']) kept.delete(name)
  return new Map([['xmlns', SVG], ...kept, ...Object.entries(size)])
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"\n\r\t]/g, (c) => `&#${c.charCodeAt(0)};`)
}
