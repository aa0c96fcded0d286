import { Command, CommanderError } from 'commander'
import { VitrineError } from '../src/index.ts'
import { VERSION } from '../src/version.ts'
import { addApi } from './api.ts'
import { addCatalog } from './catalog-push.ts'
import { CliError, EXIT, Interrupted, isNoAccess } from './exit.ts'
import { addListen } from './listen.ts'
import { addLogin } from './login.ts'
import { note, paint } from './output.ts'
import { addTenants } from './tenants.ts'

const HELP = `
Access comes from VITRINE_KEY (and VITRINE_URL), or from a profile that \`vitrine login\` keeps.
Results go to standard output, everything else to standard error; NO_COLOR is respected.

Exit codes:
  0    done
  1    something failed; what, the report says
  2    the command or its input is wrong; nothing was sent
  3    no key, a key that is refused, or no API at that address
  130  interrupted; run the same again to go on`

/** Runs one command; resolves with its exit code. */
export async function runCli(argv: string[]): Promise<number> {
  const aborter = new AbortController()
  process.on('SIGINT', () => {
    // A second time means now.
    if (aborter.signal.aborted) process.exit(EXIT.interrupted)
    aborter.abort(new Interrupted())
  })
  // `vitrine … | head` is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  try {
    return await commandLine(aborter.signal, argv)
  } catch (error) {
    return tell(error)
  }
}

async function commandLine(signal: AbortSignal, argv: string[]): Promise<number> {
  let code: number = EXIT.done
  const program = new Command('vitrine')
    .description('Branded-merchandise portals from the command line.')
    .version(VERSION)
    .option('--profile <name>', 'use this profile instead of the current one')
    .option('--base-url <url>', 'address of the API')
    .option('--json', 'print JSON for programs')
    .addHelpText('after', HELP)
    .showHelpAfterError('Run it with --help to see what it takes.')
    .exitOverride()
  const setCode = (value: number) => {
    code = value
  }
  addLogin(program, signal)
  addTenants(program, signal, setCode)
  addCatalog(program, signal, setCode)
  addApi(program, signal)
  addListen(program, signal)
  await program.parseAsync(argv)
  return code
}

function tell(error: unknown): number {
  // It has been printed already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.input
  const { message } = error as Error
  note(error instanceof Interrupted ? message : `${paint(process.stderr, 'red', 'Error:')} ${message}`)
  if (error instanceof CliError) return error.exitCode
  if (error instanceof Interrupted) return EXIT.interrupted
  if (isNoAccess(error)) return EXIT.access
  if (error instanceof VitrineError) return EXIT.failed
  return error instanceof TypeError ? EXIT.input : EXIT.failed
}
