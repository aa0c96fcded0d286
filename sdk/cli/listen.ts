import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { type Vitrine, VitrineError, type VitrineEvent } from '../src/index.ts'
import { signWebhook } from '../src/webhooks.ts'
import { connect, type GlobalOptions } from './connect.ts'
import { isNoAccess } from './exit.ts'
import { note, paint, plain } from './output.ts'

const HELP = `
Each event is sent as a webhook is: signed, one after the other, in their order. Verify it with the secret that is
printed first, or with your own in VITRINE_WEBHOOK_SECRET. A delivery that fails is told and not repeated. Needs a key
with the scope webhooks:write, and no address that the API could reach.`

type Options = GlobalOptions & { forward?: string; types?: string[]; after?: number }

/** A second is soon enough to a person, and no load for the API. */
const POLL_MS = 1000
const ANSWER_MS = 30_000

export function addListen(program: Command, signal: AbortSignal): void {
  program
    .command('listen')
    .description(
      'Print events as they happen, and forward them to an address of your own, such as localhost.',
    )
    .option('--forward <url>', 'where to send them', address)
    .option('--types <types>', 'only these, with commas between', (text) => text.split(','))
    .option('--after <sequence>', 'begin after this one instead of now', sequence)
    .addHelpText('after', HELP)
    .action(async (_: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>()
      const client = await connect(options)
      const secret = process.env.VITRINE_WEBHOOK_SECRET || `whsec_${randomBytes(24).toString('base64')}`
      let after = options.after ?? (await client.events.list({ limit: 1 }, { signal })).data[0]?.sequence ?? 0
      if (options.forward) note(`Forwarding to ${options.forward}; webhook secret ${secret}`)
      note('Listening. Ctrl-C ends it.')
      for (;;) {
        for await (const event of newEvents(client, after, signal)) {
          after = event.sequence
          if (options.types && !options.types.includes(event.type)) continue
          if (options.json) process.stdout.write(`${JSON.stringify(event)}\n`)
          const result = options.forward ? await forward(options.forward, event, secret, signal) : ''
          if (!options.json) process.stdout.write(`${lineOf(event)}${result && `  ${result}`}\n`)
          else if (result) note(`${event.id}  ${result}`)
        }
        await sleep(POLL_MS, undefined, { signal }).catch(() => {})
        signal.throwIfAborted()
      }
    })
}

/** An API that is away for a while ends nothing: the place in the sequence is known. */
async function* newEvents(client: Vitrine, after: number, signal: AbortSignal): AsyncGenerator<VitrineEvent> {
  try {
    yield* client.events.list({ afterSequence: after, limit: 100 }, { signal })
  } catch (error) {
    const mayPass = error instanceof VitrineError && (error.retryable || !isNoAccess(error))
    if (!mayPass) throw error
    note(`${error.message}; trying again.`)
  }
}

async function forward(
  url: string,
  event: VitrineEvent,
  secret: string,
  signal: AbortSignal,
): Promise<string> {
  const body = JSON.stringify(event)
  const headers = {
    'content-type': 'application/json',
    ...(await signWebhook({ id: event.id, body }, secret)),
  }
  try {
    const stop = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)])
    const answer = await fetch(url, { method: 'POST', headers, body, signal: stop, redirect: 'manual' })
    await answer.body?.cancel()
    return paint(process.stdout, answer.ok ? 'green' : 'red', String(answer.status))
  } catch (error) {
    signal.throwIfAborted()
    const { cause, message } = error as Error
    return paint(process.stdout, 'red', cause instanceof Error ? cause.message || message : message)
  }
}

const lineOf = ({ sequence, createdAt, type, resourceId }: VitrineEvent): string =>
  plain([sequence, createdAt, type, resourceId].join('  '))

function address(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new InvalidArgumentError('It must be like http://localhost:3000/hook.')
  return text
}

function sequence(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new InvalidArgumentError('It must be a number, as in the field `sequence` of an event.')
  return Number(text)
}
