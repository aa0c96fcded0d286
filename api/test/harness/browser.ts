import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

// The package's own default arguments (single process, no zygote) break a second context.
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * Starts the headless Chromium that comes with the npm packages, with its own libraries and fonts, so that
 * nothing need be installed on the machine. Each call is a browser of its own with a temporary folder of its
 * own; `close()` removes both. The first call on a machine unpacks 200 MB (2 s) into the temporary folder.
 */
export async function launchBrowser(): Promise<Browser> {
  const { CHROME_BIN } = process.env
  // Another one of this machine, for a measurement.
  if (CHROME_BIN)
    return chromium.launch({
      executablePath: CHROME_BIN,
      args: ARGS.slice(0, 1),
      ignoreDefaultArgs: ['--disable-background-networking'],
    })
  const home = await unpacked()
  const runDir = await mkdtemp(join(tmpdir(), 'chromium-run-'))
  const fonts = join(runDir, 'fonts.conf')
  await writeFile(fonts, fontconfig(join(home, 'fonts'), runDir))
  const browser = await chromium.launch({
    executablePath: join(home, 'chromium'),
    args: ARGS,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: runDir,
      TMPDIR: runDir,
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_FILE: fonts,
    },
  })
  browser.on(
    'disconnected',
    () => void rm(runDir, { recursive: true, force: true, maxRetries: 3 }).catch(() => {}),
  )
  return browser
}

/** The package's own file names folders of a hosting service; without one that is there, text has no height. */
function fontconfig(folder: string, cache: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${cache}</cachedir></fontconfig>`
}

let unpacking: Promise<string> | null = null

function unpacked(): Promise<string> {
  unpacking ??= unpack()
  return unpacking
}

// The package unpacks into TMPDIR and takes any file found there for whole. So: a process with a TMPDIR of
// its own, then a rename, which several test workers may race for.
async function unpack(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageJson(), 'utf8'))
  const home = join(tmpdir(), `vitrine-chromium-${version}-${process.getuid?.() ?? 0}`)
  if (existsSync(home)) return home
  const scratch = await mkdtemp(join(tmpdir(), 'chromium-unpack-'))
  const script = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath()'
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname,
    // So told, it also unpacks the libraries it needs.
    env: { ...process.env, TMPDIR: scratch, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  })
  try {
    await rename(scratch, home)
  } catch (error) {
    await rm(scratch, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
  return home
}

function packageJson(): string {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  return join(dirname(dirname(entry)), 'package.json')
}
