import { defineConfig } from 'tsup'

export default defineConfig([
  {
    entry: ['src/index.ts', 'src/portal.ts', 'src/webhooks.ts'],
    format: ['esm', 'cjs'],
    target: 'es2022',
    platform: 'neutral',
    // What two entries share is one file, so that an error of the one is an instance of the other's class.
    splitting: true,
    dts: true,
    treeshake: true,
  },
  {
    // The command line, with all it needs inside: whoever installs the client installs nothing else.
    entry: { cli: 'cli/main.ts' },
    format: 'cjs',
    target: 'node20',
    platform: 'node',
    noExternal: [/./],
    banner: { js: '#!/usr/bin/env node' },
    minify: true,
  },
])
