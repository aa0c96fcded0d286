import { Command, InvalidArgumentError } from 'commander'
import { ALL_SCOPES, type Scope } from '../contract/scopes.ts'
import { nameResource } from '../data/audit.ts'
import type { IssuedKey } from '../features/keys/keys.ts'
import { keyView } from '../features/keys/view.ts'
import { tenantExists } from '../features/tenants/store.ts'
import type { Principal } from '../ports/identity.ts'
import { withInstallation } from './installation.ts'
import { table } from './table.ts'

interface Common {
  account: string
  json?: boolean
}

export function keysCommand(): Command {
  const keys = new Command('keys').description(
    'Keys of an account. Secrets are shown once, when they are made.',
  )

  command('list', 'List the keys of an account, newest first.').action(async ({ account, json }: Common) => {
    const rows = await withInstallation('listApiKeys', async ({ keys: all, accounts }) => {
      await accounts.get(account)
      const found: ReturnType<typeof keyView>[] = []
      let cursor: string | undefined
      do {
        const page = await all.list(operator(account), { limit: 100, cursor })
        found.push(...page.data.map(keyView))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      return found
    })
    if (json) return console.log(JSON.stringify(rows))
    if (rows.length === 0)
      return console.log('The account has no keys. Make one with: keys create --account …')
    console.log(
      table(
        ['ID', 'TYPE', 'NAME', 'KEY', 'TENANT', 'LAST USED', 'EXPIRES'],
        rows.map((key) => [
          key.id,
          key.type,
          key.name,
          key.prefix,
          key.tenantId ?? 'all',
          key.lastUsedAt?.slice(0, 16) ?? 'never',
          key.expiresAt?.slice(0, 16) ?? 'never',
        ]),
      ),
    )
  })

  command('create', 'Make a key.')
    .requiredOption('--name <name>', 'what people tell it by')
    .option('--type <type>', 'secret or publishable', oneOf('secret', 'publishable'), 'secret')
    .option(
      '--scopes <list>',
      'what a secret key may do, separated by commas; everything where absent',
      scopes,
    )
    .option(
      '--origins <list>',
      'where a publishable key may be used from, separated by commas; * for anywhere',
      list,
    )
    .option('--tenant <id>', 'the one tenant it is for')
    .option('--expires <time>', 'when it ends, such as 2030-01-31T00:00:00Z')
    .action(async (options: Common & Record<string, string> & { scopes?: string[]; origins?: string[] }) => {
      const { account, name, type, tenant, expires } = options
      const input = {
        type: type as 'secret' | 'publishable',
        name: name!,
        ...(options.scopes && { scopes: options.scopes as Scope[] }),
        ...(options.origins && { allowedOrigins: options.origins }),
        ...(tenant && { tenantId: tenant }),
        ...(expires && { expiresAt: expires }),
      }
      const issued = await withInstallation('createApiKey', async (installation) => {
        await installation.accounts.get(account)
        return installation.keys.create(operator(account), input, tenantExists, named)
      })
      show(issued, options.json)
    })

  command('roll <keyId>', 'Give a key a new secret; the one before works on for a while.')
    .option('--overlap <hours>', 'how long, from 0 to 168', hours, 24)
    .action(async (keyId: string, { account, overlap, json }: Common & { overlap: number }) => {
      const issued = await withInstallation('rollApiKey', ({ keys: all }) =>
        all.roll(operator(account), keyId, overlap, named),
      )
      show(issued, json)
    })

  command('revoke <keyId>', 'End a key; every request with it answers 401 within seconds.').action(
    async (keyId: string, { account, json }: Common) => {
      await withInstallation('revokeApiKey', ({ keys: all }) => {
        nameResource(keyId)
        return all.revoke(operator(account), keyId)
      })
      console.log(json ? JSON.stringify({ revoked: keyId }) : `Revoked ${keyId}.`)
    },
  )

  return keys

  function command(nameAndArguments: string, description: string): Command {
    return keys
      .command(nameAndArguments)
      .description(description)
      .requiredOption('--account <id>', 'the account, acct_…')
      .option('--json', 'print JSON for programs')
  }
}

/** Whoever can run this owns the installation. */
function operator(accountId: string): Principal {
  return { accountId, id: 'operator', kind: 'key', scopes: new Set(ALL_SCOPES), tenantId: undefined }
}

/** Nothing is kept for a repetition; the log of changes learns which key it is. */
const named = async (_: unknown, { row }: IssuedKey) => nameResource(row.id)

function show({ row, secret }: IssuedKey, json: boolean | undefined): void {
  if (json) {
    console.log(JSON.stringify({ ...keyView(row), secret }))
    return
  }
  const until = row.previousExpiresAt
    ? `\nThe one before works until ${row.previousExpiresAt.toISOString()}.`
    : ''
  const warning = row.type === 'secret' ? ' Use it from servers only.' : ''
  console.log(`Id   ${row.id}\nKey  ${secret}\n${until}\nKeep it: it is not shown again.${warning}`)
}

function list(value: string): string[] {
  return value
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}

function scopes(value: string): string[] {
  const given = list(value)
  const unknown = given.filter((scope) => !(ALL_SCOPES as string[]).includes(scope))
  if (unknown.length > 0)
    throw new InvalidArgumentError(`There is no ${unknown.join(', ')}; there are ${ALL_SCOPES.join(', ')}.`)
  return given
}

function hours(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0 || number > 168)
    throw new InvalidArgumentError('It must be a whole number from 0 to 168.')
  return number
}

function oneOf(...allowed: string[]) {
  return (value: string): string => {
    if (!allowed.includes(value)) throw new InvalidArgumentError(`It must be one of ${allowed.join(', ')}.`)
    return value
  }
}
