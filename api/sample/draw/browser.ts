/** Entry of the bundle that runs in the browser: shots by name. */
import { boxes } from './boxes.ts'
import { carry } from './carry.ts'
import { clothing } from './clothing.ts'
import { collections } from './collections.ts'
import { drinkware } from './drinkware.ts'
import { headwear } from './headwear.ts'
import { stationery } from './stationery.ts'
import { type Shot, Studio } from './studio.ts'
import { tech } from './tech.ts'

const shots: Record<string, () => Shot> = {
  ...clothing,
  ...headwear,
  ...carry,
  ...drinkware,
  ...stationery,
  ...tech,
  ...boxes,
  ...collections,
}

declare global {
  var vitrineShots: {
    names: string[]
    take: (name: string, size: number, frames: number) => ReturnType<Studio['take']>
  }
}

globalThis.vitrineShots = {
  names: Object.keys(shots),
  take(name, size, frames) {
    const shot = shots[name]
    if (!shot) throw new Error(`no shot is called ${name}`)
    return new Studio(size).take(shot(), frames)
  },
}
