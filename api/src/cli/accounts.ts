import { Command, InvalidArgumentError } from 'commander'
import { withInstallation } from './installation.ts'

export function accountsCommand(): Command {
  const accounts = new Command('accounts').description('The partners of this installation.')
  accounts
    .command('create')
    .description('Create an account with its first secret key, which is shown this once.')
    .requiredOption('--name <name>', 'name of the partner', nonEmpty)
    .option('--currency <code>', 'ISO 4217 code of its prices', currency, 'EUR')
    .option('--json', 'print { accountId, secretKey } for programs')
    .action(async (options: { name: string; currency: string; json?: boolean }) => {
      const { accountId, key } = await withInstallation(({ accounts: all }) =>
        all.create({ name: options.name, currency: options.currency }),
      )
      if (options.json) console.log(JSON.stringify({ accountId, secretKey: key.secret }))
      else
        console.log(
          `Account     ${accountId}\nSecret key  ${key.secret}\n\nKeep the key: it is not shown again. Use it from servers only.`,
        )
    })
  return accounts
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
