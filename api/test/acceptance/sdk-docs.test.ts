import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newFolder, run } from '../../../sdk/cli/cli-process.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

const SDK = fileURLToPath(new URL('../../../sdk/', import.meta.url))

let vitrine: TestVitrine
beforeAll(async () => {
  vitrine = await startVitrine()
})
afterAll(() => vitrine?.stop())

type Block = { language: string; file: string | undefined; text: string }

/** The code of a page: files that it names, commands and programs, in their order. */
async function blocksOf(page: string): Promise<Block[]> {
  const text = await readFile(join(SDK, page), 'utf8')
  return [...text.matchAll(/^```(\w+) ?(\S*)\n(.*?)^```/gms)].map(([, language, file, text]) => ({
    language: language!,
    file: file || undefined,
    text: text!,
  }))
}

/** A program as a reader would have it, but for where it finds the client and the API. */
const runnable = (text: string): string =>
  text
    .replace(/'@vitrine\/sdk(?:\/(\w+))?'/g, (_, entry = 'index') => `'${SDK}src/${entry}.ts'`)
    .replaceAll('https://vitrine.example.com', vitrine.url)

async function setUp() {
  const { secretKey, client } = await vitrine.createAccount()
  const cwd = await newFolder()
  await mkdir(join(cwd, 'catalogue/products/mug'), { recursive: true })
  for (const [path, content] of [
    ['logos/sg.svg', logoSvg()],
    ['photos/mug.jpg', await photoJpeg({ size: 200 })],
    ['catalogue/products/mug/image.jpg', await photoJpeg({ size: 200 })],
  ] as const) {
    await mkdir(join(cwd, path, '..'), { recursive: true })
    await writeFile(join(cwd, path), content)
  }
  return { client, cwd, env: { VITRINE_KEY: secretKey, VITRINE_URL: vitrine.url } }
}

async function runBlocks(blocks: Block[]) {
  const { client, cwd, env } = await setUp()
  let count = 0
  for (const { language, file, text } of blocks) {
    if (file) {
      await mkdir(join(cwd, file, '..'), { recursive: true })
      await writeFile(join(cwd, file), text)
    } else if (language === 'sh') {
      for (const line of text.split('\n').filter((line) => line.startsWith('vitrine '))) {
        const { code, stderr } = await run(line.split(/ +/).slice(1), { cwd, env })
        expect(code, `${line}\n${stderr}`).toBe(0)
      }
    } else if (language === 'ts') {
      const program = join(cwd, `block-${++count}.mts`)
      await writeFile(program, runnable(text))
      const { code, stderr } = await run([], { cwd, env, program })
      expect(code, `${text}\n${stderr}`).toBe(0)
    }
  }
  return { client, count }
}

test('the two minutes of the README make a portal', async () => {
  const first = (await blocksOf('README.md')).find(({ language }) => language === 'ts')!
  const { client } = await runBlocks([first])
  const [tenant] = (await client.tenants.list()).data
  expect(tenant).toMatchObject({ name: 'Société Générale' })
  expect((await client.tenants.renders(tenant!.id)).data).toMatchObject([{ status: 'ready' }])
})

test('every page of the docs does what it says', { timeout: 120_000 }, async () => {
  const pages = await readdir(join(SDK, 'docs'))
  expect(pages.length).toBeGreaterThan(2)
  for (const page of pages) {
    const { count } = await runBlocks(await blocksOf(`docs/${page}`))
    expect(count, page).toBeGreaterThan(0)
  }
})
