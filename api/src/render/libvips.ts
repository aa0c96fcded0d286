import sharp from 'sharp'

// Every loader is off but the four we accept, from memory only. SVG stays off here: only the
// short-lived child process that draws logos turns it on (rasteriseSvg).
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
})
// Inputs rarely repeat within libvips' own operation cache, and it holds on to decoded pixels.
sharp.cache(false)
// Pictures are made side by side: threads within one would only hand rows to each other, for a twentieth of the time.
sharp.concurrency(1)

/** Options under which untrusted bytes are opened: a truncated file is an error, whatever the format. */
export const UNTRUSTED = { failOn: 'truncated', limitInputPixels: 50_000_000, pages: 1 } as const

export { sharp }
