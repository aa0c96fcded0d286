/** Shape of what stands for a logo until a tenant is chosen. */
export const SAMPLE = { width: 600, height: 240 }

/** A frame with bars in it: wide, with fine and with solid parts, and clearly nobody's. */
export function drawSample(): OffscreenCanvas {
  const { width, height } = SAMPLE
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')!
  pen.strokeStyle = pen.fillStyle = '#1d4ed8'
  pen.lineWidth = 16
  pen.strokeRect(8, 8, width - 16, height - 16)
  pen.beginPath()
  pen.arc(130, height / 2, 62, 0, 2 * Math.PI)
  pen.fill()
  for (const [y, length] of [
    [70, 310],
    [112, 310],
    [154, 210],
  ] as const)
    pen.fillRect(230, y, length, 18)
  return canvas
}
