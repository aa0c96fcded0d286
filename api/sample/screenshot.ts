/**
 * A picture of a portal for the README: `node api/sample/screenshot.ts <address> <out.webp> [width] [height]`, with
 * `npm run demo` running.
 */
import sharp from 'sharp'
import { launchBrowser } from '../test/harness/browser.ts'

const [address, out, width = '1280', height = '1560'] = process.argv.slice(2)
if (!address || !out)
  throw new Error('usage: node api/sample/screenshot.ts <address> <out.webp> [width] [height]')

const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: Number(width), height: Number(height) } })
await page.goto(address)
// Pictures cross-fade in; what is lazy has been asked for once the network is still.
await page.waitForLoadState('networkidle')
await page.waitForTimeout(1000)
await sharp(await page.screenshot())
  .webp({ quality: 82 })
  .toFile(out)
await browser.close()
