import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'tsup'
import { editorOptions, firstPaintOptions, scriptOptions } from './build.ts'

export default defineConfig(async () => {
  mkdirSync(join(import.meta.dirname, 'dist'), { recursive: true })
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
      entry: { index: 'src/index.ts', define: 'src/define.ts' },
      splitting: true,
      esbuildOptions(options) {
        options.chunkNames = 'part-[hash]'
      },
    },
  ]
})
