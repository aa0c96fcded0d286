import type { Schemas } from '../../contract/handlers.ts'
import { ApiError, type FieldError } from '../../errors.ts'
import { countryName, current } from './country.ts'

const DAY_MS = 86_400_000

/** What the schema cannot say; all of it at once. */
export function checkInput(input: Schemas['OrderCreate'], now: Date): void {
  const problems: FieldError[] = []
  for (const [name, address] of [
    ['shipping', input.shipping],
    ['billing', input.billing],
  ] as const)
    if (address && !countryName(address.country, 'en'))
      problems.push({ path: `/${name}/country`, message: 'is not a country code of ISO 3166-1' })
    else if (address && current(address.country) !== address.country)
      problems.push({
        path: `/${name}/country`,
        message: `is not a code of today; send ${current(address.country)}`,
      })
  // Somewhere it may still be yesterday.
  const yesterday = new Date(now.getTime() - DAY_MS).toISOString().slice(0, 10)
  if (input.desiredDeliveryDate && input.desiredDeliveryDate < yesterday)
    problems.push({ path: '/desiredDeliveryDate', message: 'lies in the past' })
  const seen = new Set<string>()
  input.lines.forEach(({ itemId }, at) => {
    if (seen.has(itemId))
      problems.push({ path: `/lines/${at}/itemId`, message: 'stands in another line too' })
    seen.add(itemId)
  })
  refuse(problems)
}

/** Throws `invalid_request` where there is anything to say. */
export function refuse(problems: FieldError[]): void {
  const [first] = problems
  if (first) throw new ApiError('invalid_request', `${first.path} ${first.message}.`, { errors: problems })
}
