import type { Picture } from '../api/types.ts'

const formats = ['avif', 'webp', 'png', 'jpeg']

/** Files of one picture as a `<picture>` takes them: the best format first, the one for every browser apart. */
export function pictureFiles(images: Picture[]) {
  const available = formats.filter((format) => images.some((image) => image.format === format))
  const last = available.pop()
  const files = ofFormat(images, last)
  const middle = files[Math.floor(files.length / 2)] ?? images[0]!
  return {
    sources: available.map((format) => ({
      type: `image/${format}`,
      srcset: srcset(ofFormat(images, format)),
    })),
    fallback: { ...middle, srcset: srcset(files) },
  }
}

function ofFormat(images: Picture[], format: string | undefined): Picture[] {
  return images.filter((image) => image.format === format).sort((a, b) => a.width - b.width)
}

function srcset(files: Picture[]): string {
  return files.map((image) => `${image.url} ${image.width}w`).join(', ')
}
