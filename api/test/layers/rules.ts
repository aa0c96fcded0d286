import type { Import, Module } from './imports.ts'

/** Says what is wrong with one import of one module; undefined where it is right. */
interface ImportRule {
  name: string
  breaks(path: string, entry: Import): boolean
}

const SRC = 'api/src/'

/** A package, or anything below it. */
const isPackage = (entry: Import, ...names: string[]) =>
  names.some((name) => entry.specifier === name || entry.specifier.startsWith(`${name}/`))
const isBelow = (path: string | undefined, ...folders: string[]) =>
  folders.some((folder) => path?.startsWith(SRC + folder) ?? false)

/** `tenants` for a file of that feature. */
const featureOf = (path: string | undefined) => /^api\/src\/features\/([^/]+)\//.exec(path ?? '')?.[1]

/** Code of a vendor that a port hides. */
const VENDORS = ['@google-cloud', '@clerk', '@grpc', 'google-auth-library', 'pg-boss']

export const IMPORT_RULES: ImportRule[] = [
  {
    name: 'express only in http/ and worker/',
    breaks: (path, entry) =>
      path.startsWith(SRC) &&
      isPackage(entry, 'express', 'express-openapi-validator') &&
      !isBelow(path, 'http/', 'worker/'),
  },
  {
    name: 'vendors only in drivers/',
    breaks: (path, entry) =>
      path.startsWith(SRC) && isPackage(entry, ...VENDORS) && !isBelow(path, 'drivers/'),
  },
  {
    name: 'knex and objection only in data/ and store.ts',
    breaks: (path, entry) =>
      path.startsWith(SRC) &&
      isPackage(entry, 'knex', 'objection') &&
      !isBelow(path, 'data/') &&
      !/^api\/src\/features\/[^/]+\/store\.ts$/.test(path),
  },
  {
    name: 'sharp only in render/',
    breaks: (path, entry) => path.startsWith(SRC) && isPackage(entry, 'sharp') && !isBelow(path, 'render/'),
  },
  {
    name: 'ports/ import nothing of ours but each other',
    breaks: (path, entry) =>
      isBelow(path, 'ports/') && entry.target !== undefined && !isBelow(entry.target, 'ports/'),
  },
  {
    name: 'render/ imports nothing of ours but itself',
    breaks: (path, entry) =>
      isBelow(path, 'render/') && entry.target !== undefined && !isBelow(entry.target, 'render/'),
  },
  {
    name: 'drivers/ never import features, http, worker or data',
    breaks: (path, entry) =>
      isBelow(path, 'drivers/') && isBelow(entry.target, 'features/', 'http/', 'worker/', 'data/'),
  },
  {
    name: 'data/ and contract/ never import features, http, worker or drivers',
    breaks: (path, entry) =>
      isBelow(path, 'data/', 'contract/') &&
      isBelow(entry.target, 'features/', 'http/', 'worker/', 'drivers/'),
  },
  {
    name: 'features/ never import http, worker or drivers',
    breaks: (path, entry) =>
      isBelow(path, 'features/') && isBelow(entry.target, 'http/', 'worker/', 'drivers/'),
  },
  {
    name: "a feature never imports another feature's store, handlers or tasks",
    breaks: (path, entry) =>
      featureOf(path) !== undefined &&
      featureOf(entry.target) !== undefined &&
      featureOf(path) !== featureOf(entry.target) &&
      /\/(store|handlers|tasks)\.ts$/.test(entry.target!),
  },
  {
    name: 'task handlers are found only in worker/',
    breaks: (path, entry) =>
      /^api\/src\/features\/[^/]+\/tasks\.ts$/.test(entry.target ?? '') && !isBelow(path, 'worker/'),
  },
  {
    name: 'sdk imports nothing of ours, and no package',
    breaks: (path, entry) => path.startsWith('sdk/src/') && !entry.target?.startsWith('sdk/src/'),
  },
  {
    name: "widget imports only the SDK's public surface or types",
    breaks: (path, entry) => {
      if (!path.startsWith('widget/src/') || entry.target?.startsWith('widget/src/')) return false
      if (entry.target === undefined)
        return isPackage(entry, '@vitrine') && entry.specifier !== '@vitrine/sdk'
      // The editor draws its preview by the server's own code for layers, which needs nothing but numbers.
      if (path.startsWith('widget/src/editor/') && entry.target.startsWith(`${SRC}render/`)) return false
      return entry.target !== 'sdk/src/index.ts' && !(entry.isType && entry.target.startsWith('sdk/src/'))
    },
  },
]

/** Everything that is wrong with a set of modules, as `file:line what`. */
export function violations(modules: Module[]): string[] {
  const found = modules.flatMap(({ path, imports, environment, isBarrel }) => [
    ...imports.flatMap((entry) =>
      IMPORT_RULES.filter((rule) => rule.breaks(path, entry)).map(
        (rule) => `${path}:${entry.line} imports ${entry.specifier}: ${rule.name}`,
      ),
    ),
    ...(path.startsWith(SRC) && path !== `${SRC}config.ts`
      ? environment.map((line) => `${path}:${line} reads the environment: only config.ts does`)
      : []),
    ...(path.startsWith(SRC) && (isBarrel || path.endsWith('/index.ts'))
      ? [`${path}:1 is a barrel: import the file itself`]
      : []),
  ])
  return [...found, ...cycles(modules)]
}

/** Cycles of imports. In the API those of types count as well: they tie its layers together just so. */
export function cycles(modules: Module[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]))
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const trail: string[] = []
  const visit = (module: Module): void => {
    state.set(module.path, 'open')
    trail.push(module.path)
    for (const { target, line, isType } of module.imports) {
      const next = target === undefined ? undefined : byPath.get(target)
      if (!next || (isType && !module.path.startsWith(SRC))) continue
      if (state.get(next.path) === 'open')
        found.push(
          `${module.path}:${line} closes a cycle: ${[...trail.slice(trail.indexOf(next.path)), next.path].join(' → ')}`,
        )
      else if (!state.has(next.path)) visit(next)
    }
    trail.pop()
    state.set(module.path, 'done')
  }
  for (const module of modules) if (!state.has(module.path)) visit(module)
  return found
}
