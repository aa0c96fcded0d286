import { spec } from '../contract/spec.gen.ts'

interface Parameter {
  in?: string
  allowReserved?: boolean
}

interface Operation {
  responses?: object
}

/**
 * The contract as the validator is to read it. Left to itself it refuses `+` and apostrophes in queries, which is
 * how forms and URLSearchParams spell a space and what they leave as it is. Without `answersToo` it is not shown what
 * is answered: making that ready takes a third of a process's start.
 */
export function validatorSpec(answersToo: boolean): object {
  const copy = structuredClone(spec) as { paths: Record<string, Record<string, Operation>> }
  allowReserved(copy)
  if (!answersToo)
    for (const operations of Object.values(copy.paths))
      for (const operation of Object.values(operations))
        if (operation.responses) operation.responses = { default: { description: 'Any.' } }
  return copy
}

function allowReserved(value: unknown): void {
  if (value === null || typeof value !== 'object') return
  const parameter = value as Parameter
  if (parameter.in === 'query') parameter.allowReserved = true
  for (const entry of Object.values(value)) allowReserved(entry)
}
