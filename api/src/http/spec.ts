import { spec } from '../contract/spec.gen.ts'

interface Parameter {
  in?: string
  allowReserved?: boolean
}

/**
 * The contract as the validator is to read it. Left to itself it refuses `+` and apostrophes in queries, which is
 * how forms and URLSearchParams spell a space and what they leave as it is.
 */
export function validatorSpec(): object {
  const copy = structuredClone(spec) as object
  allowReserved(copy)
  return copy
}

function allowReserved(value: unknown): void {
  if (value === null || typeof value !== 'object') return
  const parameter = value as Parameter
  if (parameter.in === 'query') parameter.allowReserved = true
  for (const entry of Object.values(value)) allowReserved(entry)
}
