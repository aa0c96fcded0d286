import { type Command, Option } from 'commander'
import type { Tenant } from '../src/index.ts'
import { connect, type GlobalOptions } from './connect.ts'
import { EXIT } from './exit.ts'
import { note, printJson, printTable } from './output.ts'
import { createProgress } from './progress.ts'
import { addTenantsImport } from './tenants-import.ts'

type CreateOptions = GlobalOptions & {
  name: string
  logo?: string
  slug?: string
  externalId?: string
  locale?: 'fr' | 'en'
  wait?: boolean
}

export function addTenants(program: Command, signal: AbortSignal, setCode: (code: number) => void): void {
  const tenants = program.command('tenants').description('Client companies, each with one portal.')

  tenants
    .command('create')
    .description('Make a tenant; its portal is live at once, its pictures follow.')
    .requiredOption('--name <name>', 'of the company')
    .option('--logo <file>', 'SVG, PNG, JPEG, WebP or AVIF')
    .option('--slug <slug>', 'in the address of its portal; made from the name where not given')
    .option('--external-id <id>', 'your own id of it')
    .addOption(new Option('--locale <locale>', 'language of the portal').choices(['fr', 'en']))
    .option('--wait', 'wait until the pictures are made')
    .action(async (_: unknown, command: Command) => {
      const { profile, baseUrl, json, wait, ...input } = command.optsWithGlobals<CreateOptions>()
      const client = await connect({ profile, baseUrl })
      if (!wait) return show(await client.tenants.create(input, { signal }), json)
      const progress = createProgress('Pictures')
      const onProgress = ({ progress: { done, failed, total } }: { progress: Counts }) =>
        progress.update(done + failed, total)
      const tenant = await client.tenants
        .createAndWait(input, { signal, onProgress })
        .finally(() => progress.stop())
      show(tenant, json)
      if (tenant.generation && tenant.generation.status !== 'succeeded') {
        note(`Pictures: ${tenant.generation.status}`)
        setCode(EXIT.failed)
      }
    })

  tenants
    .command('list')
    .description('All tenants, newest first.')
    .option('--external-id <id>', 'only the one with this id of yours')
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions & { externalId?: string }>()
      const client = await connect(options)
      const found: Tenant[] = []
      const query = { limit: 100, ...(options.externalId && { externalId: options.externalId }) }
      for await (const tenant of client.tenants.list(query, { signal })) found.push(tenant)
      if (options.json) return printJson(found)
      if (found.length === 0) note('No tenants yet: vitrine tenants create --name Acme --logo acme.svg')
      else
        printTable(found, [
          { name: 'id', text: ({ id }) => id },
          { name: 'slug', text: ({ slug }) => slug },
          { name: 'externalId', text: ({ externalId }) => externalId },
          { name: 'status', text: ({ status }) => status },
          { name: 'name', text: ({ name }) => name },
        ])
    })

  tenants
    .command('get <tenantId>')
    .description('One tenant.')
    .action(async (tenantId: string, _: unknown, command: Command) => {
      const options = command.optsWithGlobals<GlobalOptions>()
      const client = await connect(options)
      show(await client.tenants.get(tenantId, { signal }), options.json)
    })

  addTenantsImport(tenants, signal, setCode)
}

type Counts = { done: number; failed: number; total: number }

function show(tenant: Tenant, json: boolean | undefined): void {
  if (json) {
    printJson(tenant)
    return
  }
  const { id, name, slug, externalId, status, locale, portalUrl, embedHtml } = tenant
  const fields = { id, name, slug, externalId, status, locale, portalUrl, embedHtml }
  printTable(Object.entries(fields), [
    { name: 'field', text: ([field]) => field },
    { name: 'value', text: ([, value]) => value },
  ])
}
