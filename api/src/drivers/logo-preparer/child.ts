import { ImageError } from '../../render/image-error.ts'
import { prepareLogo } from '../../render/logo.ts'
import { smallerLogos } from '../../render/logo-image.ts'
import { isSvg, rasteriseSvg } from '../../render/svg.ts'
import { packLogo } from './frame.ts'

// Entry of the short-lived process: a file on stdin, the logo on stdout; a refusal is exit code 2 with JSON on stderr.

/** Longer than any parent waits: ends a child whose parent died while a hostile file was being drawn. */
const ORPHAN_MS = 60_000

const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
// Not process.exit(), which would wait for the drawing thread.
setTimeout(() => process.kill(process.pid, 'SIGKILL'), ORPHAN_MS).unref()

try {
  const bytes = Buffer.concat(chunks)
  const logo = await prepareLogo(isSvg(bytes) ? await rasteriseSvg(bytes) : bytes)
  process.stdout.write(packLogo({ ...logo, smaller: await smallerLogos(logo.variants.color) }))
} catch (error) {
  if (!(error instanceof ImageError)) throw error
  process.stderr.write(JSON.stringify({ code: error.code, message: error.message }))
  process.exitCode = 2
}
