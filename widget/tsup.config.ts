import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'tsup'
import { editorOptions, firstPaintOptions, scriptOptions } from './build.ts'
import { manifest } from './manifest.ts'

export default defineConfig(async () => {
  const dist = join(import.meta.dirname, 'dist')
  mkdirSync(dist, { recursive: true })
  writeFileSync(join(dist, 'custom-elements.json'), JSON.stringify(manifest, null, 2))
  return [
    await scriptOptions(),
    editorOptions,
    firstPaintOptions,
    {
      format: 'esm',
      target: 'es2022',
      platform: 'browser',
      outDir: 'dist',
      silent: true,
      entry: { index: 'src/index.ts', define: 'src/define.ts', editor: 'src/editor/index.ts' },
      splitting: true,
      esbuildOptions(options) {
        options.chunkNames = 'part-[hash]'
      },
    },
  ]
})
