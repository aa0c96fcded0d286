import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cssParts, cssProperties, events, manifest } from '../../../widget/manifest.ts'

const widget = join(import.meta.dirname, '../../../widget')
const read = (path: string) => readFileSync(join(widget, path), 'utf8')
const sources = globSync('src/**/*.ts', { cwd: widget })
  .filter((path) => !path.startsWith('src/editor/'))
  .map(read)
  .join('\n')
const readme = read('README.md')
const declarations = manifest.modules[0]!.declarations as unknown as {
  tagName: string
  attributes: { name: string }[]
  members: { name: string }[]
}[]

/** All that a pattern's group finds in the sources, once each. */
const found = (pattern: RegExp) =>
  [...new Set([...sources.matchAll(pattern)].map(([, name]) => name!))].sort()
const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).sort()

test.each([
  ['vitrine-portal', 'portal.ts'],
  ['vitrine-products', 'products.ts'],
  ['vitrine-cart-button', 'cart-button.ts'],
])('the manifest names every attribute of %s', (tag, file) => {
  const own = /static override properties = \{([^}]*)\}/.exec(read(`src/elements/${file}`))![1]!
  const shared = /static override properties: Record<string, string> = \{([^}]*)\}/.exec(
    read('src/elements/member.ts'),
  )![1]!
  const attributes = [...(shared + own).matchAll(/\w+: '([\w-]+)'/g)].map(([, name]) => name!).sort()
  expect(names(declarations.find(({ tagName }) => tagName === tag)!.attributes)).toEqual(attributes)
})

test('the manifest names every event, custom property and part', () => {
  expect(names(events)).toEqual(
    [...read('src/events/events.ts').matchAll(/^ {2}'(vitrine:[\w-]+)'/gm)].map(([, name]) => name!).sort(),
  )
  expect(names(cssProperties)).toEqual(found(/var\((--vitrine-[\w-]+)/g))
  const parts = found(/\bpart="([\w -]+)"/g).flatMap((list) => list.split(' '))
  expect(names(cssParts)).toEqual([...new Set(parts)].sort())
})

test('the README tells of all of it', () => {
  const told = [...names(events), ...names(cssProperties), ...names(cssParts)]
  for (const { tagName, attributes, members } of declarations)
    told.push(tagName, ...names(attributes), ...names(members))
  expect(told.filter((name) => !readme.includes(`\`${name}`))).toEqual([])
})

test('the placement editor is in the manifest, and its page tells of all of it', () => {
  const [editor] = manifest.modules[1]!.declarations as unknown as typeof declarations &
    { events: { name: string }[] }[]
  const own = /static override properties = \{([^}]*)\}/.exec(read('src/editor/placement-editor.ts'))![1]!
  const attributes = [...own.matchAll(/\w+: '([\w-]+)'/g)].map(([, name]) => name!).sort()
  expect(names(editor!.attributes)).toEqual(attributes)
  const fired = [...read('src/editor/events.ts').matchAll(/^ {2}'(vitrine:[\w-]+)'/gm)].map(
    ([, name]) => name!,
  )
  expect(names(editor!.events)).toEqual(fired.sort())
  const page = read('docs/placement-editor.md')
  const told = [...attributes, ...names(editor!.members), ...fired]
  expect(told.filter((name) => !page.includes(`\`${name}`))).toEqual([])
})
