import { readFileSync } from 'node:fs'
import { transformSync } from 'esbuild'
import type { Options } from 'tsup'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** esbuild leaves template literals alone; the layout of ours was a tenth of the bundle. */
export const minifyStyles: Plugin = {
  name: 'minify-styles',
  setup(build) {
    build.onLoad({ filter: /[\\/]styles([\\/][^\\/]*)?\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replace(/css`[^`]*`/g, tightenCss),
    }))
  },
}

function tightenCss(tagged: string): string {
  const { code } = transformSync(tagged.slice(4, -1), { loader: 'css', minify: true, target: 'esnext' })
  return `css\`${code.trim()}\``
}

/** In a minified script line breaks are left in templates only, so they can be found without parsing. */
export function tightenTemplates(script: string): string {
  return script
    .replace(/>\s*\n\s*(?=<)/g, '>')
    .replace(/([`>])\s*\n\s*/g, '$1')
    .replace(/\s*\n\s*(?=<\/|`)/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim()
}
