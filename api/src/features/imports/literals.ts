import { parse } from '@babel/parser'

/** Something that only running the code would tell. */
export interface Computed {
  /** Where in the value: `[3].price`. */
  at: string
  line: number
  what: string
}

/** An array of objects as it is written down somewhere in a module. */
export interface LiteralArray {
  /** Of the variable or property that holds it. */
  name: string | undefined
  line: number
  values: Record<string, unknown>[]
  computed: Computed[]
}

interface Node {
  type: string
  loc?: { start: { line: number } } | null
  [key: string]: unknown
}

/** Deeper than anything the prototype writes; keeps hostile nesting off the stack. */
const DEEPEST = 40

/** Names that mean something else to JavaScript than to whoever wrote the data. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])
export const isForbiddenKey = (name: string) => FORBIDDEN.has(name)

const COMPUTED = Symbol('computed')

const begins = new WeakMap<object, number>()

/** The line on which an object of `readArrays` begins. */
export function beginOf(value: object): number | undefined {
  return begins.get(value)
}

/**
 * Every outermost array of objects in a module of TypeScript or JavaScript, as far as it is written out. Nothing is
 * executed: the source is parsed, and only literals count.
 * @throws {SyntaxError} where it cannot be parsed
 */
export function readArrays(source: string, path: string): LiteralArray[] {
  const found: LiteralArray[] = []
  const open: { node: Node; name?: string | undefined }[] = [{ node: toTree(source, path) }]
  for (let next = open.pop(); next; next = open.pop()) {
    const node = unwrap(next.node)
    if (node.type === 'ArrayExpression' && holdsObjects(node)) {
      found.push(readArray(node, next.name))
      continue
    }
    const name = nameGiven(node)
    const children = Object.values(node).flat().filter(isNode)
    // Last in, first out: turned round, they come as they stand.
    for (const child of children.toReversed()) open.push({ node: child, name })
  }
  return found
}

/** One value written out as an expression: JSON, or what looks like it. @throws {SyntaxError} */
export function readExpression(text: string): { value: unknown; computed: Computed[] } {
  const tree = toTree(`(${text}\n)`, 'value.js') as Node & { program: { body: Node[] } }
  const [statement, more] = tree.program.body
  if (statement?.type !== 'ExpressionStatement' || more) throw new SyntaxError('is not one value')
  const computed: Computed[] = []
  const value = evaluate(statement.expression as Node, '', computed, 0)
  return { value: value === COMPUTED ? undefined : value, computed }
}

function toTree(source: string, path: string): Node {
  try {
    return parse(source, {
      sourceType: 'module',
      errorRecovery: true,
      attachComment: false,
      plugins: /\.[jt]sx$/.test(path) ? ['typescript', 'jsx'] : ['typescript'],
    }) as unknown as Node
  } catch (error) {
    // Brackets without end exhaust the stack before they exhaust the parser's patience.
    throw error instanceof RangeError ? new SyntaxError('is nested too deeply') : error
  }
}

function readArray(node: Node, name: string | undefined): LiteralArray {
  const computed: Computed[] = []
  const value = evaluate(node, '', computed, 0) as unknown[]
  const isObject = (entry: unknown) => typeof entry === 'object' && entry !== null && !Array.isArray(entry)
  const values = value.filter(isObject) as Record<string, unknown>[]
  return { name, line: lineOf(node), values, computed }
}

function evaluate(wrapped: Node, at: string, computed: Computed[], depth: number): unknown {
  const node = unwrap(wrapped)
  const skip = (what: string) => {
    computed.push({ at, line: lineOf(node), what })
    return COMPUTED
  }
  if (depth > DEEPEST) return skip('nesting too deep')
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value
    case 'NullLiteral':
      return null
    case 'TemplateLiteral': {
      const { expressions, quasis } = node as unknown as {
        expressions: unknown[]
        quasis: { value: { cooked: string } }[]
      }
      return expressions.length > 0 ? skip('a template with expressions') : quasis[0]!.value.cooked
    }
    case 'Identifier':
      if (node.name === 'undefined') return undefined
      return node.name === 'NaN' || node.name === 'Infinity'
        ? Number(node.name)
        : skip(`the name ${node.name}`)
    case 'UnaryExpression': {
      const value = evaluate(node.argument as Node, at, [], depth + 1)
      if (typeof value !== 'number' || !['-', '+'].includes(node.operator as string))
        return skip('an expression')
      return node.operator === '-' ? -value : value
    }
    case 'ArrayExpression':
      return (node.elements as (Node | null)[])
        .map((entry, i) => (entry ? evaluate(entry, `${at}[${i}]`, computed, depth + 1) : COMPUTED))
        .filter((value) => value !== COMPUTED)
    case 'ObjectExpression': {
      const object = evaluateObject(node.properties as Node[], at, computed, depth)
      begins.set(object, lineOf(node))
      return object
    }
    case 'SpreadElement':
      return skip('a spread')
    default:
      return skip(node.type === 'CallExpression' ? 'a call' : 'an expression')
  }
}

function evaluateObject(properties: Node[], at: string, computed: Computed[], depth: number) {
  // Without a prototype: a key is a key, whatever it is called.
  const object: Record<string, unknown> = Object.create(null)
  for (const property of properties) {
    const key =
      property.type === 'ObjectProperty' && !property.computed ? keyOf(property.key as Node) : undefined
    if (key === undefined || isForbiddenKey(key)) {
      computed.push({
        at,
        line: lineOf(property),
        what: key === undefined ? describe(property) : `the key ${key}`,
      })
      continue
    }
    const value = evaluate(property.value as Node, `${at}.${key}`, computed, depth + 1)
    if (value !== COMPUTED) object[key] = value
  }
  return object
}

function describe(property: Node): string {
  if (property.type === 'SpreadElement') return 'a spread'
  return property.computed ? 'a computed key' : 'code'
}

/** The value behind types and brackets. */
function unwrap(node: Node): Node {
  let inner = node
  while (
    ['TSAsExpression', 'TSSatisfiesExpression', 'TSTypeAssertion', 'TSNonNullExpression'].includes(
      inner.type,
    ) ||
    inner.type === 'ParenthesizedExpression'
  )
    inner = inner.expression as Node
  return inner
}

function holdsObjects(node: Node): boolean {
  return (node.elements as (Node | null)[]).some(
    (entry) => entry && unwrap(entry).type === 'ObjectExpression',
  )
}

function nameGiven(node: Node): string | undefined {
  if (node.type === 'VariableDeclarator') return keyOf(node.id as Node)
  if (node.type === 'ObjectProperty') return keyOf(node.key as Node)
  return node.type === 'AssignmentExpression' ? keyOf(node.left as Node) : undefined
}

function keyOf(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name as string
  return node.type === 'StringLiteral' || node.type === 'NumericLiteral' ? String(node.value) : undefined
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
}

function lineOf(node: Node): number {
  return node.loc?.start.line ?? 0
}
