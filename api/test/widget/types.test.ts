import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { manifest } from '../../../widget/manifest.ts'

const widget = join(import.meta.dirname, '../../../widget')

interface Declaration {
  name: string
  tagName: string
  attributes: { name: string; fieldName?: string; type: { text: string } }[]
  members: {
    kind: string
    name: string
    type?: { text: string }
    parameters?: { name: string; type: { text: string } }[]
    return?: { type: { text: string } }
  }[]
  events?: { name: string; type: { text: string } }[]
}
const declarations = manifest.modules.flatMap(({ declarations }) => declarations) as unknown as Declaration[]

/** React's own types as far as ours build on them. */
const react = `declare module 'react' {
  export interface HTMLAttributes<T> { id?: string; className?: string; children?: unknown }
  export type DetailedHTMLProps<E, T> = E & { ref?: { current: T | null } }
  export namespace JSX { interface IntrinsicElements { div: DetailedHTMLProps<HTMLAttributes<HTMLDivElement>, HTMLDivElement> } }
}`

const head = `import type { JSX } from 'react'
import type * as classes from '${widget}/src/index.ts'
import type { CartLine, MessageOverrides, OrderCreate, OrderReceipt, ProblemCode, Route, View } from '${widget}/src/index.ts'
import type { VitrinePlacementEditor, Ask, Legibility, Placement } from '${widget}/src/editor/index.ts'
import '${widget}/react.d.ts'
type Classes = Pick<typeof classes, 'VitrinePortal' | 'VitrineProducts' | 'VitrineCartButton'> & { VitrinePlacementEditor: typeof VitrinePlacementEditor }
type Of<Name extends keyof Classes> = InstanceType<Classes[Name]>
type Prop<Tag extends keyof JSX.IntrinsicElements, Name extends keyof JSX.IntrinsicElements[Tag]> = NonNullable<JSX.IntrinsicElements[Tag][Name]>
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type Takes<A, B> = [B] extends [A] ? true : false
type Heard<Tag extends keyof JSX.IntrinsicElements, Name extends keyof JSX.IntrinsicElements[Tag]> = Prop<Tag, Name> extends (event: infer E) => void ? E : never
declare function check<T extends true>(...what: T[]): void
`

/** What the manifest says of every attribute, property, method and event, as questions to the compiler. */
function questions(): string[] {
  return declarations.flatMap(({ name, tagName, attributes, members, events = [] }) => [
    ...attributes.flatMap(({ name: attribute, fieldName = attribute, type: { text } }) => [
      `check<Same<Prop<'${tagName}', '${attribute}'>, ${text}>>()`,
      `check<Takes<Of<'${name}'>['${fieldName}'], ${text}>>()`,
    ]),
    ...members.map(({ kind, name: member, type, parameters = [], return: answer }) => {
      const text =
        kind === 'method'
          ? `(${parameters.map((one) => `${one.name}: ${one.type.text}`).join(', ')}) => ${answer!.type.text}`
          : type!.text
      return `check<Same<Of<'${name}'>['${member}'], ${text}>>()`
    }),
    ...events.map(
      ({ name: event, type }) => `check<Same<Heard<'${tagName}', 'on${event}'>, ${type.text}>>()`,
    ),
  ])
}

/** What the compiler has to say, each with the line that it is about. */
function compile(lines: readonly string[]): string[] {
  const main = join(widget, 'src/asked.ts')
  const files = new Map([
    [main, head + lines.join('\n')],
    [join(widget, 'src/react-stub.d.ts'), react],
  ])
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => files.has(path) || fileExists(path)
  host.readFile = (path) => files.get(path) ?? readFile(path)
  host.getSourceFile = (path, target) => {
    const text = files.get(path)
    return text === undefined ? getSourceFile(path, target) : ts.createSourceFile(path, text, target)
  }
  // The types that are packed are made of these.
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => {
      const built = /^\.\/dist\/(.*)\.js$/.exec(text)?.[1]
      const source = built === 'index' ? '/src/index.ts' : '/src/editor/index.ts'
      return built && from.endsWith('react.d.ts')
        ? { resolvedModule: { resolvedFileName: widget + source, extension: '.ts' } }
        : ts.resolveModuleName(text, from, options, host)
    })
  const program = ts.createProgram([...files.keys()], options, host)
  const source = program.getSourceFile(main)!
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText, start = 0 }) => {
      const line = source.text.slice(source.text.lastIndexOf('\n', start) + 1).split('\n')[0]
      return `${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    },
  )
}

test('React’s types, the classes and the manifest say the same of every attribute, property, method and event', () => {
  const asked = questions()
  expect(asked.length).toBeGreaterThan(50)
  expect(compile(asked)).toEqual([])
})

test('what is wrong is found', () => {
  const wrong = [
    `check<Same<Prop<'vitrine-portal', 'theme'>, string>>()`,
    `check<Same<Of<'VitrinePortal'>['navigate'], (view: string) => void>>()`,
    `check<Same<Heard<'vitrine-portal', 'onvitrine:ready'>, CustomEvent<{ portal: number }>>>()`,
    `check<Takes<Of<'VitrinePortal'>['colour'], string>>()`,
    `const portal: JSX.IntrinsicElements['vitrine-portal'] = { portal: 'acme', 'publishable-key': 'pk_1', colour: 'red' }`,
    `const keyless: JSX.IntrinsicElements['vitrine-portal'] = { portal: 'acme' }`,
  ]
  expect(compile(wrong).map((words) => wrong.findIndex((line) => words.startsWith(line)))).toEqual([
    0, 1, 2, 3, 4, 5,
  ])
})
