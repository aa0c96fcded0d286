import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defineConfig } from 'tsup'
import { minifyStyles, tightenTemplates } from './minify-templates.ts'

const common = { format: 'esm', target: 'es2022', platform: 'browser', outDir: 'dist', silent: true } as const

export default defineConfig([
  {
    ...common,
    entry: { vitrine: 'src/vitrine.ts' },
    // terser's result is 3 % smaller than esbuild's, compressed.
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      module: true,
      compress: { passes: 3, keep_fargs: false, hoist_props: true },
    },
    // One file: a script tag's integrity covers that file only.
    splitting: false,
    noExternal: [/.*/],
    esbuildPlugins: [minifyStyles],
    esbuildOptions(options) {
      options.legalComments = 'none'
    },
    banner: {
      js: '/* Vitrine, MIT. Holds lit-html, (c) Google LLC, BSD-3-Clause, and ThumbHash decoding after Evan Wallace, MIT. */',
    },
    onSuccess: async () => report(),
  },
  {
    ...common,
    entry: { index: 'src/index.ts', define: 'src/define.ts' },
    splitting: true,
    esbuildOptions(options) {
      // A name of its own for each build would leave the old ones lying about.
      options.chunkNames = 'classes'
    },
  },
])

/** Finishes the script, prints what a visitor downloads, and keeps the hash for the script tag's `integrity`. */
function report(): void {
  const file = join(import.meta.dirname, 'dist/vitrine.js')
  const script = Buffer.from(tightenTemplates(readFileSync(file, 'utf8')))
  writeFileSync(file, script)
  const integrity = `sha384-${createHash('sha384').update(script).digest('base64')}`
  writeFileSync(`${file}.sri`, `${integrity}\n`)
  console.log(`vitrine.js ${(gzipSync(script, { level: 9 }).length / 1000).toFixed(2)} kB gzip  ${integrity}`)
}
