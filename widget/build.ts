import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, gunzipSync } from 'node:zlib'
import { gzipAsync } from '@gfx/zopfli'
import { build, type Options } from 'tsup'
import { minifyStyles, tightenTemplates } from './minify-templates.ts'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

const here = (path: string) => join(import.meta.dirname, path)

/** The script tag's two files, as small as they get. */
export const forScriptTag: Options = {
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  outDir: 'dist',
  silent: true,
  // terser's result is 3 % smaller than esbuild's, compressed.
  minify: 'terser',
  terserOptions: {
    ecma: 2020,
    module: true,
    compress: { passes: 3, keep_fargs: false, hoist_props: true },
  },
  splitting: false,
  noExternal: [/.*/],
  esbuildOptions(options) {
    options.legalComments = 'none'
  },
}

/**
 * In the second file, whatever the first one has comes from it (src/quote/kit.ts says why). An import that the kit
 * does not hold fails the build.
 */
const takeFromKit: Plugin = {
  name: 'take-from-kit',
  setup(build) {
    build.onResolve({ filter: /^(\.\.\/|lit-html)/ }, ({ path, importer }) =>
      importer.includes(`${here('src/quote')}`) && path !== '../styles/css.ts'
        ? { path: 'kit', namespace: 'kit' }
        : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'kit' }, () => {
      const names = /kit = \{([^}]*)\}/.exec(readFileSync(here('src/quote/kit.ts'), 'utf8'))?.[1]
      return { contents: `export const {${names}} = globalThis[Symbol.for('vitrine.kit')]` }
    })
  },
}

/** A language says its texts in the order of English instead of naming each again: 200 bytes, compressed. */
const textsInOrder: Plugin = {
  name: 'texts-in-order',
  setup(build) {
    build.onLoad({ filter: /[\\/]fr\.ts$/ }, async ({ path }) => {
      const [{ en }, { fr }] = await Promise.all([import(path.replace(/fr\.ts$/, 'en.ts')), import(path)])
      const texts = JSON.stringify(Object.keys(en).map((key) => fr[key]))
      return {
        loader: 'ts',
        contents: `import { en } from './en.ts'
          const texts = ${texts}
          export const fr = Object.fromEntries(Object.keys(en).map((key, at) => [key, texts[at]]))`,
        resolveDir: dirname(path),
      }
    })
  },
}

/** The script tag's way of loading the second file in the place of the bundlers'. */
const loadByHash: Plugin = {
  name: 'load-by-hash',
  setup(build) {
    build.onResolve({ filter: /\/load\.ts$/ }, () => ({ path: here('src/quote/load-script.ts') }))
  },
}

/** Builds the second file under a name made of its content, and answers what the first has to know of it. */
async function buildQuote(): Promise<Record<string, string>> {
  await build({
    ...forScriptTag,
    config: false,
    entry: { quote: 'src/quote/index.ts' },
    esbuildPlugins: [minifyStyles, textsInOrder, takeFromKit],
  })
  const script = finish('quote.js')
  rmSync(here('dist/quote.js'))
  const name = `quote-${createHash('sha256').update(script).digest('hex').slice(0, 12)}.js`
  for (const other of readdirSync(here('dist')))
    if (/^(quote|part)-.*\.js/.test(other) && !other.startsWith(name)) rmSync(here(`dist/${other}`))
  await write(name, script)
  return { QUOTE_FILE: JSON.stringify(name), QUOTE_INTEGRITY: JSON.stringify(integrityOf(script)) }
}

export async function scriptOptions(): Promise<Options> {
  return {
    ...forScriptTag,
    entry: { vitrine: 'src/vitrine.ts' },
    esbuildPlugins: [minifyStyles, textsInOrder, loadByHash],
    define: await buildQuote(),
    banner: {
      js: '/* Vitrine, MIT. Holds lit-html, (c) Google LLC, BSD-3-Clause, and ThumbHash decoding after Evan Wallace, MIT. */',
    },
    onSuccess: async () => {
      const script = finish('vitrine.js')
      await write('vitrine.js', script)
      writeFileSync(here('dist/vitrine.js.sri'), `${integrityOf(script)}\n`)
    },
  }
}

/** For a partner's back office, not for visitors: a file of its own. */
export const editorOptions: Options = {
  ...forScriptTag,
  entry: { 'placement-editor': 'src/editor/placement-editor-define.ts' },
  esbuildPlugins: [minifyStyles],
  banner: { js: '/* Vitrine, MIT. Holds lit-html, (c) Google LLC, BSD-3-Clause. */' },
  onSuccess: async () => write('placement-editor.js', finish('placement-editor.js')),
}

/** What the server paints of a hosted page: the same views, for Node. */
export const firstPaintOptions: Options = {
  ...forScriptTag,
  platform: 'node',
  entry: { 'first-paint': 'src/server/first-paint.ts' },
  esbuildPlugins: [minifyStyles],
  onSuccess: async () => writeFileSync(here('dist/first-paint.js'), finish('first-paint.js')),
}

function finish(name: string): Buffer {
  return Buffer.from(tightenTemplates(readFileSync(here(`dist/${name}`), 'utf8')))
}

function integrityOf(script: Buffer): string {
  return `sha384-${createHash('sha384').update(script).digest('base64')}`
}

/** Compressed beforehand, as small as it gets; prints what a visitor downloads, and the hash for a tag's `integrity`. */
async function write(name: string, script: Buffer): Promise<void> {
  const gzip = await gzipOf(name, script)
  const brotli = brotliCompressSync(script)
  writeFileSync(here(`dist/${name}`), script)
  writeFileSync(here(`dist/${name}.gzip`), gzip)
  writeFileSync(here(`dist/${name}.br`), brotli)
  const kB = ({ length }: Uint8Array) => `${(length / 1000).toFixed(2)} kB`
  console.log(`${name} ${kB(gzip)} gzip, ${kB(brotli)} br  ${integrityOf(script)}`)
}

/** Zopfli's gzip is 4 % smaller than zlib's and takes a second: not again for what is as it was. */
async function gzipOf(name: string, script: Buffer): Promise<Uint8Array> {
  const path = here(`dist/${name}.gzip`)
  if (existsSync(path)) {
    const before = readFileSync(path)
    if (script.equals(unzipped(before))) return before
  }
  return gzipAsync(script, { numiterations: 5 })
}

/** A build that was broken off may have left half a file. */
function unzipped(gzip: Buffer): Buffer {
  try {
    return gunzipSync(gzip)
  } catch {
    return Buffer.alloc(0)
  }
}
