import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { compareAll, type Likeness, sampleCases, summary } from './against-reference.ts'

// `npm run reference`: each placement of the sample with each logo against the reference, on all cores; takes minutes.

const cases = sampleCases({ everyLogo: true })

if (isMainThread) await sweep(availableParallelism())
else {
  const { share, shares } = workerData as { share: number; shares: number }
  // A print with all its logos stays together: they share the photo.
  const logos = 6
  const own = cases.filter((_, i) => Math.floor(i / logos) % shares === share)
  for await (const likeness of compareAll(own)) parentPort!.postMessage(likeness)
}

async function sweep(shares: number): Promise<void> {
  const startedAt = performance.now()
  const found: Likeness[] = []
  await Promise.all(
    Array.from({ length: shares }, async (_, share) => {
      const worker = new Worker(new URL(import.meta.url), { workerData: { share, shares } })
      worker.on('message', (likeness: Likeness) => {
        found.push(likeness)
        if (process.stdout.isTTY) process.stdout.write(`\r${found.length} of ${cases.length} `)
      })
      await once(worker, 'exit')
    }),
  )
  if (process.stdout.isTTY) process.stdout.write('\r')
  report(found)
  console.log(`${found.length} prints in ${Math.round((performance.now() - startedAt) / 1000)} s`)
  if (found.length < cases.length) process.exitCode = 1
}

function report(found: Likeness[]): void {
  const { least, median, levels, text } = summary(found)
  console.log('Least alike:')
  for (const { what, ssim } of found.toSorted((a, b) => a.ssim - b.ssim).slice(0, 8))
    console.log(`  ${ssim.toFixed(5)}  ${what}`)
  console.log('Furthest away from edges, in levels:')
  for (const { what, levels } of found.toSorted((a, b) => (b.levels ?? 0) - (a.levels ?? 0)).slice(0, 8))
    console.log(`  ${levels?.toFixed(2)}  ${what}`)
  console.log(text)
  if (least < 0.98 || median < 0.997 || levels > 2) {
    console.log('MISSED: least 0.98, median 0.997, at most 2 levels')
    process.exitCode = 1
  }
}
