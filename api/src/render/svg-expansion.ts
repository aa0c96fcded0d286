import { ImageError } from './image-error.ts'
import { LIMITS } from './limits.ts'

/** One element as far as the cost of drawing it goes. */
export interface SvgNode {
  id: string | null
  children: SvgNode[]
  /** Ids it draws or applies: use, clip-path, mask, paint. */
  references: string[]
}

// Nesting and references together; each level is a call on the stack.
const DEEPEST = 500

/**
 * Refuses drawings that grow when references are followed: a few hundred bytes of nested `use` can stand
 * for billions of shapes.
 * @throws {ImageError} for a reference to itself or too many elements once expanded
 */
export function checkExpansion(root: SvgNode): void {
  const byId = new Map<string, SvgNode>()
  collect(root, byId)
  const costs = new Map<SvgNode, number>()
  const open = new Set<SvgNode>()

  const cost = (node: SvgNode): number => {
    const known = costs.get(node)
    if (known !== undefined) return known
    if (open.size > DEEPEST) {
      throw new ImageError('unprocessable_image', 'The SVG follows references too deep.')
    }
    if (open.has(node)) {
      throw new ImageError('unprocessable_image', 'The SVG has an element that refers to itself.')
    }
    open.add(node)
    let sum = 1
    for (const child of node.children) sum += cost(child)
    for (const id of node.references) {
      const target = byId.get(id)
      if (target) sum += cost(target)
    }
    open.delete(node)
    costs.set(node, sum)
    return sum
  }

  if (cost(root) > LIMITS.svgElements * 2) {
    throw new ImageError(
      'unprocessable_image',
      'The SVG stands for too many shapes once its references are followed.',
    )
  }
}

function collect(node: SvgNode, byId: Map<string, SvgNode>): void {
  if (node.id !== null && !byId.has(node.id)) byId.set(node.id, node)
  for (const child of node.children) collect(child, byId)
}
