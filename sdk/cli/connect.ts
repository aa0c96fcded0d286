import { Vitrine, type VitrineOptions } from '../src/index.ts'
import { CliError, EXIT } from './exit.ts'
import { readProfiles } from './profiles.ts'

export type GlobalOptions = { profile?: string; baseUrl?: string; json?: boolean }

const LOCAL = 'http://localhost:8080'

/** Address and key: of the command, else of the environment, else of a profile. */
export async function accessOf({
  profile,
  baseUrl,
}: GlobalOptions): Promise<{ baseUrl: string; apiKey: string }> {
  const { VITRINE_KEY, VITRINE_URL } = process.env
  // A profile that is named counts more than what the environment happens to hold.
  if (VITRINE_KEY && !profile) return { apiKey: VITRINE_KEY, baseUrl: baseUrl ?? (VITRINE_URL || LOCAL) }
  const { current, profiles } = await readProfiles()
  const name = profile ?? current
  if (name === null) throw new CliError(EXIT.access, 'No key: run `vitrine login`, or set VITRINE_KEY.')
  const found = profiles[name]
  if (!found)
    throw new CliError(EXIT.access, `There is no profile "${name}": run \`vitrine login --profile ${name}\`.`)
  return { apiKey: found.apiKey, baseUrl: baseUrl ?? found.baseUrl }
}

export async function connect(
  global: GlobalOptions,
  options: Partial<VitrineOptions> = {},
): Promise<Vitrine> {
  const access = await accessOf(global)
  try {
    return new Vitrine({ ...access, ...options })
  } catch (error) {
    throw new CliError(EXIT.access, (error as Error).message)
  }
}
