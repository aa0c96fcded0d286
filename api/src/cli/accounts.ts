import { Command, InvalidArgumentError } from 'commander'
import { nameResource } from '../data/audit.ts'
import { withInstallation } from './installation.ts'

export function accountsCommand(): Command {
  const accounts = new Command('accounts').description('The partners of this installation.')
  accounts
    .command('create')
    .description('Create an account with its first secret key, which is shown this once.')
    .requiredOption('--name <name>', 'name of the partner', nonEmpty)
    .option('--currency <code>', 'ISO 4217 code of its prices', currency, 'EUR')
    .option('--clerk-org <id>', 'organization of Clerk whose people act for it, org_…', organization)
    .option('--json', 'print { accountId, secretKey } for programs')
    .action(async (options: { name: string; currency: string; clerkOrg?: string; json?: boolean }) => {
      const { accountId, key } = await withInstallation('createAccount', ({ accounts: all }) =>
        all.create({
          name: options.name,
          currency: options.currency,
          ...(options.clerkOrg && { clerkOrganizationId: options.clerkOrg }),
        }),
      )
      if (options.json) console.log(JSON.stringify({ accountId, secretKey: key.secret }))
      else
        console.log(
          `Account     ${accountId}\nSecret key  ${key.secret}\n\nKeep the key: it is not shown again. Use it from servers only.`,
        )
    })
  accounts
    .command('link')
    .description('Let the people of an organization of Clerk act for an account, in place of any before.')
    .requiredOption('--account <id>', 'the account, acct_…')
    .option('--clerk-org <id>', 'the organization, org_…; without it nobody is let in any more', organization)
    .option('--json', 'print { accountId, clerkOrg } for programs')
    .action(async (options: { account: string; clerkOrg?: string; json?: boolean }) => {
      const { account, clerkOrg = null, json } = options
      await withInstallation('linkAccount', ({ accounts: all }) => {
        nameResource(account)
        return all.link(account, clerkOrg)
      })
      if (json) console.log(JSON.stringify({ accountId: account, clerkOrg }))
      else console.log(clerkOrg ? `${account} is linked to ${clerkOrg}.` : `${account} is linked to nobody.`)
    })
  return accounts
}

function organization(value: string): string {
  if (!/^org_[A-Za-z0-9]{1,100}$/.test(value)) throw new InvalidArgumentError('It must be like org_2abc….')
  return value
}

function nonEmpty(value: string): string {
  if (value.trim() === '' || value.length > 200)
    throw new InvalidArgumentError('It must have 1 to 200 characters.')
  return value.trim()
}

function currency(value: string): string {
  if (!/^[A-Z]{3}$/.test(value))
    throw new InvalidArgumentError('It must be three capital letters, such as EUR.')
  return value
}
