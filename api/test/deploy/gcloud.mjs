#!/usr/bin/env node
// As much of gcloud as the scripts of api/deploy call; what Cloud Run would remember is in the file that STATE names.
import { readFileSync, writeFileSync } from 'node:fs'

const state = JSON.parse(readFileSync(process.env.STATE, 'utf8'))
const args = process.argv.slice(2)
const value = (flag) => args[args.indexOf(flag) + 1]
const words = args.filter(
  (arg, n) => !arg.startsWith('--') && !/^--(?!quiet|no-traffic|to-latest)/.test(args[n - 1] ?? ''),
)
const command = words.slice(0, 3).join(' ')
const name = command.startsWith('run deploy') ? words[2] : (words[3] ?? value('--service'))
const service = state.services[name]
if (!service || value('--region') !== 'europe-west1') fail(`no service ${name} in ${value('--region')}`)
const ready = () => service.revisions.filter((revision) => revision.ready)

if (command.startsWith('run deploy')) {
  if (!args.includes('--no-traffic')) fail('it would serve before it is ready')
  const ready = !state.neverReady.includes(name)
  service.revisions.unshift({
    name: `${name}-${service.revisions.length + 1}`,
    image: value('--image'),
    ready,
  })
  save()
  if (!ready) fail('the revision is not ready')
} else if (command === 'run services update-traffic') {
  service.serving = args.includes('--to-latest')
    ? ready()[0].name
    : value('--to-revisions').replace(/=100$/, '')
  if (!ready().some((revision) => revision.name === service.serving)) fail(`no revision ${service.serving}`)
  save()
} else if (command === 'run services describe') {
  console.log(value('--format') === 'value(status.url)' ? state.url : `\ttagged\n100\t${service.serving}`)
} else if (command === 'run revisions list') {
  for (const revision of ready()) console.log(`${revision.name}\t${revision.image}`)
} else fail(`gcloud ${args.join(' ')}?`)

function save() {
  writeFileSync(process.env.STATE, JSON.stringify(state))
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
