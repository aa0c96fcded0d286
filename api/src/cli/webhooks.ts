import { Argument, Command } from 'commander'
import { connect } from '../data/knex.ts'
import { withAddress } from './installation.ts'

export function webhooksCommand(): Command {
  return new Command('webhooks')
    .description('Whether this installation sends webhooks; a restored copy does not until it is told to.')
    .addArgument(new Argument('[state]', 'tells the present one where absent').choices(['on', 'off']))
    .action((state?: 'on' | 'off') =>
      withAddress(async ({ address }) => {
        const knex = connect(address.adminUrl, { max: 1, applicationName: 'vitrine-cli' })
        try {
          if (state) await knex('instance').update({ webhooks: state })
          const row = await knex('instance').first<{ webhooks: string }>('webhooks')
          console.log(`Webhooks are ${row.webhooks}.`)
        } finally {
          await knex.destroy()
        }
      }),
    )
}
