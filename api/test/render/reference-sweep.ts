import { compareAll, type Likeness, sampleCases, summary } from './against-reference.ts'

/** `npm run reference`: each placement of the sample with each logo against the reference; takes minutes. */
const cases = sampleCases({ everyLogo: true })
const found: Likeness[] = []
for await (const likeness of compareAll(cases)) {
  found.push(likeness)
  if (process.stdout.isTTY) process.stdout.write(`\r${found.length} of ${cases.length} `)
}
if (process.stdout.isTTY) process.stdout.write('\r')
const { least, median, levels, text } = summary(found)
for (const { what, ssim } of found.toSorted((a, b) => a.ssim - b.ssim).slice(0, 8))
  console.log(`${ssim.toFixed(5)}  ${what}`)
console.log(text)
if (least < 0.98 || median < 0.997 || levels > 2) {
  console.log('MISSED: least 0.98, median 0.997, at most 2 levels')
  process.exitCode = 1
}
