import { ImageError } from '../../render/image-error.ts'
import { rasteriseSvg } from '../../render/svg.ts'

// Entry of the short-lived process: SVG on stdin, PNG on stdout; a refusal is exit code 2 with JSON on stderr.
const chunks: Buffer[] = []
for await (const chunk of process.stdin) chunks.push(chunk as Buffer)

try {
  const png = await rasteriseSvg(Buffer.concat(chunks))
  process.stdout.write(png)
} catch (error) {
  if (!(error instanceof ImageError)) throw error
  process.stderr.write(JSON.stringify({ code: error.code, message: error.message }))
  process.exitCode = 2
}
