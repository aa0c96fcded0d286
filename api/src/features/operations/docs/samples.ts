import { type DocumentedOperation, type Parameter, resolve, type Schema } from './document.ts'

/** The SDK's method for an operation; operations without one are for probes, browsers and tools. */
export const SDK_METHODS: Record<string, string> = {
  getAccount: 'vitrine.account.get',
  listApiKeys: 'vitrine.apiKeys.list',
  createApiKey: 'vitrine.apiKeys.create',
  getApiKey: 'vitrine.apiKeys.get',
  rollApiKey: 'vitrine.apiKeys.roll',
  revokeApiKey: 'vitrine.apiKeys.revoke',
  listAuditLog: 'vitrine.auditLog.list',
  ...catalogue('Collection', 'collections'),
  ...catalogue('Product', 'products'),
  ...catalogue('Pack', 'packs'),
  validatePlacement: 'vitrine.placements.validate',
  createPreview: 'vitrine.placements.preview',
  listTenants: 'vitrine.tenants.list',
  createTenant: 'vitrine.tenants.create',
  getTenant: 'vitrine.tenants.get',
  updateTenant: 'vitrine.tenants.update',
  deleteTenant: 'vitrine.tenants.delete',
  putTenantLogo: 'vitrine.tenants.setLogo',
  getTenantCatalog: 'vitrine.tenants.catalog',
  putTenantCatalog: 'vitrine.tenants.setCatalog',
  createPortalSession: 'vitrine.tenants.createPortalSession',
  revokePortalSessions: 'vitrine.tenants.revokePortalSessions',
  listRenders: 'vitrine.tenants.renders',
  listGenerations: 'vitrine.generations.list',
  createGeneration: 'vitrine.generations.create',
  getGeneration: 'vitrine.generations.get',
  streamGenerationEvents: 'vitrine.generations.events',
  cancelGeneration: 'vitrine.generations.cancel',
  retryGeneration: 'vitrine.generations.retry',
  getPortal: 'portals.get',
  listPortalItems: 'portals.items',
  getPortalItem: 'portals.item',
  streamPortalEvents: 'portals.events',
  submitOrder: 'portals.submitOrder',
  listOrders: 'vitrine.orders.list',
  exportOrders: 'vitrine.orders.export',
  getOrder: 'vitrine.orders.get',
  updateOrder: 'vitrine.orders.update',
  eraseOrderContact: 'vitrine.orders.eraseContact',
  listEvents: 'vitrine.events.list',
  getEvent: 'vitrine.events.get',
  listWebhookEndpoints: 'vitrine.webhookEndpoints.list',
  createWebhookEndpoint: 'vitrine.webhookEndpoints.create',
  getWebhookEndpoint: 'vitrine.webhookEndpoints.get',
  updateWebhookEndpoint: 'vitrine.webhookEndpoints.update',
  deleteWebhookEndpoint: 'vitrine.webhookEndpoints.delete',
  rollWebhookSecret: 'vitrine.webhookEndpoints.rollSecret',
  testWebhookEndpoint: 'vitrine.webhookEndpoints.test',
  recoverWebhookEndpoint: 'vitrine.webhookEndpoints.recover',
  listWebhookDeliveries: 'vitrine.webhookEndpoints.deliveries',
  retryWebhookDelivery: 'vitrine.webhookEndpoints.retry',
}

function catalogue(kind: string, resource: string): Record<string, string> {
  return {
    [`list${kind}s`]: `vitrine.${resource}.list`,
    [`create${kind}`]: `vitrine.${resource}.create`,
    [`get${kind}`]: `vitrine.${resource}.get`,
    [`update${kind}`]: `vitrine.${resource}.update`,
    [`delete${kind}`]: `vitrine.${resource}.delete`,
    [`put${kind}Image`]: `vitrine.${resource}.setImage`,
    [`put${kind}Placement`]: `vitrine.${resource}.setPlacement`,
  }
}

const ID = '01jd3x8q7ve4k9mz2c5h6t0r1w'
const PLACEMENT = {
  layers: [{ mode: 'box', centerXPct: 48, centerYPct: 52, widthPct: 30, blendMode: 'multiply' }],
}
const NAMES: Record<string, string> = { Collection: 'Drinkware', Product: 'Mug', Pack: 'Welcome kit' }

/** Bodies that say more than their shortest form. */
const BODIES: Record<string, object> = {
  createApiKey: { type: 'publishable', name: 'My site', allowedOrigins: ['https://shop.example'] },
  createCollection: { name: NAMES.Collection },
  createProduct: { name: NAMES.Product, price: { amount: 890, currency: 'EUR' } },
  createPack: {
    name: NAMES.Pack,
    price: { amount: 4900, currency: 'EUR' },
    items: [{ productId: `prd_${ID}`, quantity: 1 }],
  },
  createTenant: { name: 'Société Générale' },
  submitOrder: {
    customer: { companyName: 'Acme', contactName: 'Marie Martin', email: 'marie@acme.example' },
    shipping: { addressLine1: '3 rue de la Paix', postalCode: '75002', city: 'Paris', country: 'FR' },
    lines: [{ itemId: `prd_${ID}`, quantity: 50 }],
  },
  updateOrder: { status: 'quoted' },
  createWebhookEndpoint: { url: 'https://hooks.acme.example/vitrine', types: ['order.created'] },
  recoverWebhookEndpoint: { since: '2026-01-31T00:00:00Z', undeliveredOnly: true },
  updateTenant: { primaryColor: '#0b5fff' },
  putCollectionPlacement: PLACEMENT,
  putProductPlacement: PLACEMENT,
  putPackPlacement: PLACEMENT,
}

/** A body that the operation accepts; undefined where it takes none in JSON. */
export function exampleBody(operation: DocumentedOperation): unknown {
  const json = operation.body['application/json']
  return json && (BODIES[operation.id] ?? exampleOf(json.schema, ''))
}

function exampleOf(schema: Schema, name: string): unknown {
  const whole = resolve(schema)
  const [given] = whole.examples ?? []
  if (given !== undefined) return given
  if (schema.$ref?.endsWith('/ItemId')) return `prd_${ID}`
  if (whole.default !== undefined) return whole.default
  if (whole.enum) return whole.enum[0]
  if (whole.oneOf) return exampleOf(whole.oneOf[0]!, name)
  const [type] = [whole.type].flat()
  if (type === 'array') return whole.minItems ? [exampleOf(whole.items!, name)] : []
  if (type === 'integer' || type === 'number') return Math.max(whole.minimum ?? 1, 1)
  if (type === 'boolean') return true
  if (type === 'string') return name === 'slug' || name === 'idOrSlug' ? 'acme' : 'Acme'
  const properties = Object.entries(whole.properties ?? {})
  const required = properties.filter(([key]) => whole.required?.includes(key))
  // A change needs one field at least; the first will do.
  const chosen = required.length > 0 ? required : properties.slice(0, 1)
  return Object.fromEntries(chosen.map(([key, entry]) => [key, exampleOf(entry, key)]))
}

const isStream = ({ answers }: DocumentedOperation) =>
  answers.some(([, { content }]) => content?.['text/event-stream'])
const argumentOf = (parameter: Parameter) => String(exampleOf(parameter.schema, parameter.name))
const addressOf = ({ path, parameters }: DocumentedOperation) =>
  path.replace(/\{(\w+)\}/g, (_, name: string) =>
    argumentOf(parameters.find((entry) => entry.in === 'path' && entry.name === name)!),
  )

/** The call as a shell makes it. */
export function curlSample(operation: DocumentedOperation, publicUrl: string): string {
  const { method, scheme, body } = operation
  const implied = method === 'GET' || (method === 'POST' && Object.keys(body).length > 0)
  const lines = [
    `curl ${isStream(operation) ? '-N ' : ''}${implied ? '' : `-X ${method} `}${publicUrl}${addressOf(operation)}`,
  ]
  if (scheme === 'secretKey') lines.push('-H "Authorization: Bearer $VITRINE_KEY"')
  if (scheme === 'publishableKey') lines.push('-H "X-Publishable-Key: $VITRINE_PUBLISHABLE_KEY"')
  if (body['multipart/form-data']) lines.push("-F 'name=Société Générale'", '-F logo=@logo.svg')
  else if (body['image/*']) lines.push('-H "Content-Type: image/png"', '--data-binary @picture.png')
  else if (body['application/json'])
    lines.push(
      '-H "Content-Type: application/json"',
      `-d '${JSON.stringify(exampleBody(operation), null, 2)}'`,
    )
  return lines.join(' \\\n  ')
}

/** What comes before every call of the SDK. */
export function sdkSetup(publicUrl: string): string {
  return `import { Vitrine, VitrinePortal } from '@vitrine/sdk'

// On a server:
const vitrine = new Vitrine({
  apiKey: process.env.VITRINE_KEY,
  baseUrl: '${publicUrl}',
})

// In a browser:
const portals = new VitrinePortal({
  publishableKey: 'pk_…',
  baseUrl: '${publicUrl}',
})`
}

/** The call as a program makes it with the SDK; undefined where the SDK has no method for it. */
export function sdkSample(operation: DocumentedOperation): string | undefined {
  const name = SDK_METHODS[operation.id]
  if (!name) return undefined
  const inputs = operation.parameters.filter((entry) => entry.in === 'path').map((e) => `'${argumentOf(e)}'`)
  if (operation.body['multipart/form-data'])
    inputs.push("{\n  name: 'Société Générale',\n  logo: 'logo.svg',\n}")
  else if (operation.body['image/*']) inputs.push("'picture.png'")
  else if (operation.body['application/json']) inputs.push(literal(exampleBody(operation)))
  const call = `${name}(${inputs.join(', ')})`
  if (isStream(operation) || operation.parameters.some((entry) => entry.name === 'cursor'))
    return `for await (const entry of ${call}) {\n  console.log(entry)\n}`
  return `await ${call}`
}

/** JSON as one writes it in JavaScript. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/"(\w+)":/g, '$1:')
    .replaceAll('"', "'")
}
