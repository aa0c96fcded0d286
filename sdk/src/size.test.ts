import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

/** What a bundler leaves of an import, minified and compressed. */
async function gzipBytes(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    write: false,
  })
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length
}

test.each([
  ['the client for pages', `export * from './portal.ts'`, 3_000],
  ['what receives webhooks', `export * from './webhooks.ts'`, 1_700],
  ['everything', `export * from './index.ts'`, 8_000],
  ['one error class, the rest shaken off', `export { NotFoundError } from './index.ts'`, 500],
])('%s fits its budget', async (_, code, limit) => {
  expect(await gzipBytes(code)).toBeLessThanOrEqual(limit)
})
