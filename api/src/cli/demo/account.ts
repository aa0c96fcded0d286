import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Vitrine, VitrineError } from '../../../../sdk/src/index.ts'
import type { Config } from '../../config.ts'
import { createCursors } from '../../data/cursor.ts'
import { createDatabase } from '../../data/database.ts'
import { connect } from '../../data/knex.ts'
import { createAccounts } from '../../features/accounts/accounts.ts'
import { createKeys } from '../../features/keys/keys.ts'

export interface DemoAccount {
  client: Vitrine
  secretKey: string
  publishableKey: string
}

/** The demo's account and its keys, which are kept in the data folder: a key cannot be asked for twice. */
export async function openDemoAccount(options: {
  config: Pick<Config, 'dataDir'>
  appUrl: string
  baseUrl: string
}): Promise<DemoAccount> {
  const path = join(options.config.dataDir, 'demo.json')
  const connectWith = (secretKey: string) => new Vitrine({ apiKey: secretKey, baseUrl: options.baseUrl })

  const known = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Omit<DemoAccount, 'client'>,
    () => undefined,
  )
  if (known) {
    const client = connectWith(known.secretKey)
    if (await works(client)) return { ...known, client }
  }

  const secretKey = await createAccount(options.appUrl)
  const client = connectWith(secretKey)
  // Any origin, so that the printed snippet works in any file somebody pastes it into.
  const key = await client.apiKeys.create({ type: 'publishable', name: 'Demo embed', allowedOrigins: ['*'] })
  const keys = { secretKey, publishableKey: key.secret }
  await writeFile(`${path}.new`, JSON.stringify(keys), { mode: 0o600 })
  await rename(`${path}.new`, path)
  return { ...keys, client }
}

/** Keys of a database that was thrown away are of no use; anything else that is wrong is told. */
async function works(client: Vitrine): Promise<boolean> {
  try {
    await client.account.get()
    return true
  } catch (error) {
    if (error instanceof VitrineError && error.code === 'unauthenticated') return false
    throw error
  }
}

async function createAccount(appUrl: string): Promise<string> {
  const db = createDatabase(connect(appUrl, { max: 1, applicationName: 'vitrine-demo' }))
  try {
    const accounts = createAccounts({ db, keys: createKeys({ db, cursors: createCursors('') }) })
    return (await accounts.create({ name: 'Demo partner' })).key.secret
  } finally {
    await db.close()
  }
}
