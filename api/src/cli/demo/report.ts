import type { Vitrine } from '../../../../sdk/src/index.ts'
import type { DemoAccount } from './account.ts'

type Tenant = Awaited<ReturnType<Vitrine['tenants']['get']>>

/** What a person needs next, ready to copy. */
export function describe(found: { account: DemoAccount; tenants: Tenant[]; publicUrl: string }): string {
  const { account, tenants, publicUrl } = found
  const width = Math.max(...tenants.map(({ name }) => name.length)) + 2
  return `
Portals
${tenants.map(({ name, portalUrl }) => `  ${name.padEnd(width)}${portalUrl}`).join('\n')}

Embed one in any page
${(tenants[0]?.embedHtml ?? '').replace(/^/gm, '  ')}

Keys
  Secret       ${account.secretKey}
  Publishable  ${account.publishableKey}

Make a portal of your own
  curl ${publicUrl}/v1/tenants -H "Authorization: Bearer ${account.secretKey}" \\
    -F name="Your company" -F logo=@logo.svg

Ctrl-C stops everything; the data stays.
`
}
