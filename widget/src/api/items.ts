import type { Answer } from './client.ts'
import type { Item } from './types.ts'

/** Every item an answer carries, whichever operation it came from. */
export function itemsIn(answer: Answer): Item[] {
  if ('theme' in answer) return [...answer.collections, ...answer.featuredPacks, ...answer.featuredProducts]
  if ('data' in answer) return answer.data
  return [answer, ...(answer.packs ?? []), ...(answer.parts ?? [])]
}

/** Whether pictures in it are still to come. */
export function isPending(answer: Answer): boolean {
  return itemsIn(answer).some((item) => item.renderStatus === 'pending')
}
