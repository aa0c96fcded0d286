import { createRenderCache, type RenderCache } from '../../src/render/cache.ts'

/** For one render. What a new photo meets in a running worker: the logo's textures are there, its own canvases are not. */
export function withoutBases(cache: RenderCache): RenderCache {
  // Within the render, the small canvas is made of the large one.
  const own = createRenderCache({ limitBytes: 20_000_000 })
  return {
    ...cache,
    use: (key, make, bytesOf) => (key.startsWith('base:') ? own : cache).use(key, make, bytesOf),
  }
}
