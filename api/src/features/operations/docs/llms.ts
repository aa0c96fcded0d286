import { ERRORS } from '../../../errors.ts'
import { DOCUMENT, OPERATIONS } from './document.ts'
import { SDK_METHODS, sdkSetup } from './samples.ts'

/** The contract in brief, for language models that write against it: one page, with links to what it leaves out. */
export function llmsText(publicUrl: string): string {
  const { info, tags } = DOCUMENT
  const operations = tags.flatMap(({ name, description }) => {
    const lines = OPERATIONS.filter(({ tag }) => tag === name).map(
      ({ id, method, path, summary, scopes }) => {
        const sdk = SDK_METHODS[id] ? ` SDK: \`${SDK_METHODS[id]}\`.` : ''
        const scope = scopes.length > 0 ? ` Scope: ${scopes.join(', ')}.` : ''
        return `- [${method} ${path}](${publicUrl}/docs#${id}): ${summary}.${sdk}${scope}`
      },
    )
    return lines.length > 0 ? [`### ${name}`, '', description, '', ...lines, ''] : []
  })
  const codes = Object.entries(ERRORS).map(([code, { status }]) => `${code} ${status}`)
  return [
    `# ${info.title}`,
    '',
    `> ${info.summary}. Version ${info.version}, at ${publicUrl}.`,
    '',
    info.description.trim(),
    '',
    `Error codes, by which a program branches, with their status: ${codes.join(', ')}.`,
    '',
    '## With the SDK',
    '',
    '```js',
    sdkSetup(publicUrl),
    '',
    "const tenant = await vitrine.tenants.createAndWait({ name: 'Acme', logo: 'acme.svg' })",
    'console.log(tenant.portalUrl, tenant.embedHtml)',
    '```',
    '',
    '## Operations',
    '',
    ...operations,
    '## More',
    '',
    `- [Reference](${publicUrl}/docs): every field, with samples for curl and the SDK`,
    `- [OpenAPI 3.1](${publicUrl}/openapi.json): the contract itself`,
    '',
  ].join('\n')
}
