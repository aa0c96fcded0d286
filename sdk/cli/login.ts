import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { Vitrine } from '../src/index.ts'
import type { GlobalOptions } from './connect.ts'
import { CliError, EXIT } from './exit.ts'
import { note, printJson, printTable } from './output.ts'
import { profilesPath, readProfiles, writeProfiles } from './profiles.ts'

const HELP = `
The key is asked for without being shown, or read from standard input:
  vitrine login --base-url https://vitrine.example.com < key.txt
It is tried first, then kept in ${'$XDG_CONFIG_HOME'}/vitrine/profiles.json, which only you can read.`

export function addLogin(program: Command, signal: AbortSignal): void {
  program
    .command('login')
    .description('Keep a key and an address as a profile, and use it from now on.')
    .addHelpText('after', HELP)
    .action(async (_: unknown, command: Command) => {
      const { profile = 'default', baseUrl, json } = command.optsWithGlobals<GlobalOptions>()
      const known = await readProfiles()
      const address = baseUrl ?? known.profiles[profile]?.baseUrl ?? 'http://localhost:8080'
      const apiKey = await askKey(address, signal)
      const account = await clientOf(apiKey, address).account.get({ signal })
      const profiles = { ...known.profiles, [profile]: { baseUrl: address, apiKey } }
      await writeProfiles({ current: profile, profiles })
      if (json) printJson({ profile, baseUrl: address, account })
      else note(`Signed in to ${account.name} at ${address}, as profile "${profile}" in ${profilesPath()}.`)
    })

  program
    .command('logout')
    .description('Forget a profile and its key. The key itself stays valid: revoke it where it is lost.')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const { current, profiles } = await readProfiles()
      const name = options.profile ?? current
      if (name === null || !profiles[name]) throw new CliError(EXIT.input, 'There is no such profile.')
      const { [name]: _gone, ...rest } = profiles
      await writeProfiles({
        current: current === name ? (Object.keys(rest)[0] ?? null) : current,
        profiles: rest,
      })
      note(`Forgot profile "${name}".`)
    })

  const profiles = program.command('profiles').description('What `vitrine login` keeps.')
  profiles
    .command('list', { isDefault: true })
    .description('All profiles, without their keys.')
    .action(async (_: unknown, command: Command) => {
      const { current, profiles: known } = await readProfiles()
      const rows = Object.entries(known).map(([name, { baseUrl }]) => ({
        name,
        baseUrl,
        current: name === current,
      }))
      if (command.optsWithGlobals<GlobalOptions>().json) printJson(rows)
      else if (rows.length === 0) note('No profiles yet: vitrine login')
      else
        printTable(rows, [
          { name: '', text: (row) => (row.current ? '*' : '') },
          { name: 'profile', text: ({ name }) => name },
          { name: 'address', text: ({ baseUrl }) => baseUrl },
        ])
    })
  profiles
    .command('use <name>')
    .description('Use this one from now on.')
    .action(async (name: string) => {
      const known = await readProfiles()
      if (!known.profiles[name]) throw new CliError(EXIT.input, `There is no profile "${name}".`)
      await writeProfiles({ ...known, current: name })
      note(`Using profile "${name}".`)
    })
}

function clientOf(apiKey: string, baseUrl: string): Vitrine {
  try {
    return new Vitrine({ apiKey, baseUrl })
  } catch (error) {
    throw new CliError(EXIT.input, (error as Error).message)
  }
}

/** Neither an argument nor an echo: both would leave the key where others find it. */
async function askKey(address: string, signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trim()
  process.stderr.write(`Secret key for ${address}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true })
  // The terminal is raw meanwhile, so Ctrl-C comes here instead of as a signal.
  prompt.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    return (await prompt.question('', { signal })).trim()
  } catch {
    throw signal.reason
  } finally {
    prompt.close()
    process.stderr.write('\n')
  }
}
