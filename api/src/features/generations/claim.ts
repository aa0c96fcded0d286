import { newToken, timeOfToken } from '../../ids.ts'

/** Less than a killed worker's tasks are held back by, so that whoever gets them next finds them free. */
const HELD_MS = 10_000

/** Names one try; it says when it began. */
export const newClaim = newToken

/** Another delivery of the same task is at it: this one has to come back, should that one come to nothing. */
export class HeldError extends Error {
  override name = 'HeldError'
}

/** Throws where somebody took it just now: of deliveries at the same moment one works, and none costs a try. */
export function refuseHeld(claim: string | null): void {
  // A clock that is far ahead of ours holds nothing: then two may work at once, and the later records.
  if (claim !== null && Math.abs(Date.now() - timeOfToken(claim)) < HELD_MS)
    throw new HeldError('the picture is being made for another delivery of the task')
}
