import type { Command } from 'commander'
import { type Entry, readFolder } from './catalog/folder.ts'
import { existingItems, type Item } from './catalog/items.ts'
import { type Pushed, push } from './catalog/push.ts'
import { connect, type GlobalOptions } from './connect.ts'
import { CliError, EXIT } from './exit.ts'
import { note, printJson, printTable } from './output.ts'
import { createProgress } from './progress.ts'

const HELP = `
A folder for each item; its name is the externalId, by which a second push knows it again:
  catalogue/
    collections/drinkware/item.json
    products/mug/item.json          { "name": "Mug", "price": { "amount": 890, "currency": "EUR" },
                                      "collection": "drinkware",
                                      "placement": { "layers": [{ "mode": "box", "centerXPct": 48,
                                        "centerYPct": 52, "widthPct": 30 }] } }
    products/mug/image.jpg          or .png, .webp, .avif
    packs/welcome/item.json         { "name": "Welcome", "price": { … },
                                      "items": [{ "product": "mug", "quantity": 1 }] }

Only what differs is sent. What item.json leaves out, and items without a folder, stay as they are.`

type Options = GlobalOptions & { dryRun?: boolean }

export function addCatalog(program: Command, signal: AbortSignal, setCode: (code: number) => void): void {
  program
    .command('catalog')
    .description('Collections, products and packs.')
    .command('push <dir>')
    .description('Bring the catalogue to what a folder says, with its images and placements.')
    .option('--dry-run', 'say what would be sent, send nothing')
    .addHelpText('after', HELP)
    .action(async (dir: string, _: unknown, command: Command) => {
      const { dryRun = false, ...options } = command.optsWithGlobals<Options>()
      const { entries, problems } = await readFolder(dir)
      refuse(problems)
      const client = await connect(options, { maxRetries: 6 })
      const existing = await existingItems(client, signal)
      refuse(dangling(entries, existing))
      const progress = createProgress('Catalogue')
      let done = 0
      const onDone = () => {
        done += 1
        progress.update(done, entries.length)
      }
      const pushed = await push(client, entries, existing, { dryRun, signal, onDone }).finally(() =>
        progress.stop(),
      )
      if (options.json) printJson({ dryRun, items: pushed })
      else tell(pushed, dryRun)
      if (pushed.some(({ outcome }) => outcome === 'failed')) setCode(EXIT.failed)
    })
}

function refuse(problems: string[]): void {
  for (const problem of problems) note(problem)
  if (problems.length > 0) throw new CliError(EXIT.input, 'Nothing was sent.')
}

/** Names of what is neither in the folder nor in the catalogue. */
function dangling(entries: Entry[], existing: Map<string, Item>): string[] {
  const known = new Set([
    ...existing.keys(),
    ...entries.map(({ kind, externalId }) => `${kind} ${externalId}`),
  ])
  return entries.flatMap(({ kind, externalId, collection, items = [] }) => {
    const wanted = [
      ...(collection ? [`collection ${collection}`] : []),
      ...items.map(({ product }) => `product ${product}`),
    ]
    return wanted
      .filter((name) => !known.has(name))
      .map((name) => `${kind} ${externalId}: there is no ${name}`)
  })
}

function tell(pushed: Pushed[], dryRun: boolean): void {
  const shown = pushed.filter(({ outcome }) => outcome !== 'unchanged')
  if (shown.length > 0)
    printTable(shown, [
      { name: 'item', text: ({ kind }) => kind },
      { name: 'externalId', text: ({ externalId }) => externalId },
      { name: 'outcome', text: ({ outcome }) => outcome },
      {
        name: 'what',
        text: ({ error, sent }) => (error ? `${error.code}: ${error.message}` : sent.join(', ')),
      },
    ])
  const count = (outcome: Pushed['outcome']) => pushed.filter((item) => item.outcome === outcome).length
  const words = (['created', 'updated', 'unchanged', 'failed'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`)
  note(`${words.join(', ')}${dryRun ? ': a dry run, nothing was sent' : ''}`)
}
