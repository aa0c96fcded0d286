import { expect, test } from 'vitest'
import { readModule, readModules } from './layers/imports.ts'
import { IMPORT_RULES, violations } from './layers/rules.ts'

const modules = readModules(['api/src', 'sdk/src', 'widget/src'])

test('the sources keep to the layers', () => {
  expect(modules.length).toBeGreaterThan(100)
  expect(violations(modules)).toEqual([])
})

/** What breaks each rule: a file, its text, and how the violation begins. */
const BREAKS: Record<string, [path: string, source: string]> = {
  'express only in http/ and worker/': ['api/src/features/keys/keys.ts', `\nimport express from 'express'`],
  'vendors only in drivers/': [
    'api/src/worker/start.ts',
    `\nimport { Storage } from '@google-cloud/storage'`,
  ],
  'knex and objection only in data/ and store.ts': [
    'api/src/features/keys/keys.ts',
    `\nimport type { Knex } from 'knex'`,
  ],
  'sharp only in render/': ['api/src/features/tenants/logos.ts', `\nconst sharp = await import('sharp')`],
  'ports/ import nothing of ours but each other': [
    'api/src/ports/identity.ts',
    `\nimport { ApiError } from '../errors.ts'`,
  ],
  'render/ imports nothing of ours but itself': [
    'api/src/render/photo.ts',
    `const x = 1\nexport { createLog } from '../log.ts'`,
  ],
  'drivers/ never import features, http, worker or data': [
    'api/src/drivers/identity/clerk.ts',
    `\nlet x: import('../../data/knex.ts').Trx`,
  ],
  'data/ and contract/ never import features, http, worker or drivers': [
    'api/src/contract/tasks.ts',
    `\nimport { generationTasks } from '../features/generations/handlers.ts'`,
  ],
  'features/ never import http, worker or drivers': [
    'api/src/features/keys/keys.ts',
    `\nimport { readForm } from '../../http/form.ts'`,
  ],
  "a feature never imports another feature's store, handlers or tasks": [
    'api/src/features/keys/keys.ts',
    `\nimport { findTenant } from '../tenants/store.ts'`,
  ],
  'task handlers are found only in worker/': [
    'api/src/service.ts',
    `\nimport { tenantTasks } from './features/tenants/tasks.ts'`,
  ],
  'sdk imports nothing of ours, and no package': [
    'sdk/src/client.ts',
    `\nimport { ERRORS } from '../../api/src/errors.ts'`,
  ],
  "widget imports only the SDK's public surface or types": [
    'widget/src/portal.ts',
    `\nimport { createSend } from '../../sdk/src/request.ts'`,
  ],
}

test.each(IMPORT_RULES)('breaking it is found: $name', ({ name }) => {
  const [path, source] = BREAKS[name]!
  expect(violations([readModule(path, source)])).toEqual([expect.stringMatching(`^${path}:2 .*: ${name}$`)])
})

test.each([
  `\nconst port = process.env.PORT`,
  `\nconst port = process['env'].PORT`,
  `\nconst { env } = process`,
  `\nimport { env } from 'node:process'`,
])('reading the environment is found: %s', (source) => {
  expect(violations([readModule('api/src/http/server.ts', source)])).toEqual([
    'api/src/http/server.ts:2 reads the environment: only config.ts does',
  ])
})

test('a cycle is found, also one of types', () => {
  const a = readModule('api/src/data/a.ts', `import type { B } from './b.ts'`)
  const b = readModule('api/src/data/b.ts', `\nimport { c } from './c.ts'`)
  const c = readModule('api/src/data/c.ts', `\n\nexport * from './a.ts'\nexport const c = 1`)
  const found =
    'api/src/data/c.ts:3 closes a cycle: api/src/data/a.ts → api/src/data/b.ts → api/src/data/c.ts → api/src/data/a.ts'
  expect(violations([a, b, c])).toEqual([found])
  expect(violations([a, b])).toEqual([])
})

test('a barrel is found by its name and by its contents', () => {
  const found = (path: string) => [`${path}:1 is a barrel: import the file itself`]
  expect(violations([readModule('api/src/data/all.ts', `export * from './model.ts'`)])).toEqual(
    found('api/src/data/all.ts'),
  )
  expect(violations([readModule('api/src/data/index.ts', 'export const x = 1')])).toEqual(
    found('api/src/data/index.ts'),
  )
})
