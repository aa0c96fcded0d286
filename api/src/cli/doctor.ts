import { Command } from 'commander'
import { openObjectStore } from '../drivers/object-store/open.ts'
import { examine, type Findings, isSound } from './doctor/examine.ts'
import { mend } from './doctor/mend.ts'
import { withAddress } from './installation.ts'
import { withQueue } from './queue.ts'

const SHOWN = 20

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'Look whether rows and files agree, and whether work is stuck. Ends with 0 where all is well, with 1 where it is not.',
    )
    .option('--fix', 'remove files that no row names for a day, and enqueue work again that is stuck')
    .option('--json', 'print what was found for programs')
    .action((options: { fix?: boolean; json?: boolean }) => doctor(options))
}

async function doctor(options: { fix?: boolean; json?: boolean }): Promise<void> {
  const found = await withAddress(async ({ config, address }) => {
    const files = await openObjectStore(config, config.publicUrl ?? '')
    const first = await examine(address.adminUrl, files)
    if (!options.fix || isSound(first)) return first
    await withQueue({ config, address }, (queue) => mend(first, { adminUrl: address.adminUrl, files, queue }))
    return examine(address.adminUrl, files)
  })
  const sound = isSound(found)
  if (options.json)
    console.log(JSON.stringify({ sound, ...found, orphans: found.orphans.map(({ key }) => key) }))
  else console.log(describe(found, sound))
  if (!sound) process.exitCode = 1
}

function describe(found: Findings, sound: boolean): string {
  const { named, missing, orphans, young, stuck, failedTasks, expiredLeases } = found
  const list = (keys: string[]) => [
    ...keys.slice(0, SHOWN).map((key) => `    ${key}`),
    ...(keys.length > SHOWN ? [`    and ${keys.length - SHOWN} more`] : []),
  ]
  return [
    `files named by rows     ${named}`,
    `  missing               ${missing.length}${missing.length > 0 ? ': send the picture or logo again, or restore a backup' : ''}`,
    ...list(missing),
    `files named by no row   ${orphans.length}${orphans.length > 0 ? ': --fix removes them' : ''}`,
    ...list(orphans.map(({ key }) => key)),
    `  young or replaced     ${young}${young > 0 ? ', left alone' : ''}`,
    `work that is stuck      ${stuck.length}${stuck.length > 0 ? ': --fix enqueues it again' : ''}`,
    `tasks given up          ${failedTasks}${failedTasks > 0 ? ': --fix enqueues them again' : ''}`,
    `leases run out          ${expiredLeases}${expiredLeases > 0 ? ': start a worker' : ''}`,
    '',
    sound ? 'All is well.' : 'Not all is well.',
  ].join('\n')
}
