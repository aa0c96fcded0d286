import { chmod, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { CliError, EXIT } from './exit.ts'
import { note } from './output.ts'

export type Profile = { baseUrl: string; apiKey: string }
export type Profiles = { current: string | null; profiles: Record<string, Profile> }

/** Where keys are kept: the user's own configuration folder, as the XDG convention has it. */
export function profilesPath(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env
  const base = XDG_CONFIG_HOME || (process.platform === 'win32' && APPDATA) || join(homedir(), '.config')
  return join(base, 'vitrine', 'profiles.json')
}

export async function readProfiles(): Promise<Profiles> {
  const path = profilesPath()
  try {
    const [text, { mode }] = await Promise.all([readFile(path, 'utf8'), stat(path)])
    if (process.platform !== 'win32' && mode & 0o077) {
      await chmod(path, 0o600)
      note(`${path} could be read by others; it is yours alone again. If it was shared, revoke its keys.`)
    }
    const { current = null, profiles = {} } = JSON.parse(text) as Partial<Profiles>
    return { current, profiles }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { current: null, profiles: {} }
    throw new CliError(EXIT.input, `${path} cannot be read (${(error as Error).message}). Mend or delete it.`)
  }
}

/** Whole or not at all: a second file takes the place of the first, and no other user can read either. */
export async function writeProfiles(profiles: Profiles): Promise<void> {
  const path = profilesPath()
  const draft = `${path}.${process.pid}`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(draft, `${JSON.stringify(profiles, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, path)
}
