import { expect, test } from 'vitest'
import { sharp } from './libvips.ts'
import { fitPhoto, inspectImage, preparePhoto } from './photo.ts'

const solid = (width: number, height: number, background = '#204060') =>
  sharp({ create: { width, height, channels: 3, background } })

test('tells format, size as shown, frames and alpha', async () => {
  const bytes = await solid(30, 20).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(await inspectImage(bytes)).toEqual({
    format: 'jpeg',
    width: 20,
    height: 30,
    pages: 1,
    hasAlpha: false,
  })
  expect(await preparePhoto(bytes)).toEqual({ format: 'jpeg', width: 20, height: 30 })
})

test.each([
  [400, 200, 25],
  [40, 20, 25],
  [1501, 750, 25],
])('contains %i x %i on white, enlarged when small', async (width, height, margin) => {
  const { data, ...rest } = await fitPhoto(await solid(width, height).png().toBuffer(), 100)
  expect(rest).toEqual({ width: 100, height: 100, channels: 3 })
  const pixel = (x: number, y: number) =>
    Buffer.from(data.subarray((y * 100 + x) * 3, (y * 100 + x) * 3 + 3)).toString('hex')
  expect(pixel(50, margin - 2)).toBe('ffffff')
  expect(pixel(0, margin + 1)).toBe('204060')
  expect(pixel(99, 100 - margin - 2)).toBe('204060')
  expect(pixel(50, 100 - margin + 1)).toBe('ffffff')
})

test('messages say what to do', async () => {
  const gif = Buffer.from('GIF89a')
  await expect(inspectImage(gif)).rejects.toThrow('The file is a GIF; send a JPEG, PNG, WebP or AVIF.')
  const wide = await solid(10_400, 10).png().toBuffer()
  await expect(inspectImage(wide)).rejects.toThrow(
    'The image is 10,400 px wide; at most 10,000 px a side are accepted.',
  )
})
