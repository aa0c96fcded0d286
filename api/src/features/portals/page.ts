import type { TenantRow } from '../../data/rows.ts'
import { themeOf } from '../tenants/theme.ts'

const TEXT = {
  fr: {
    description: (name: string) => `La boutique d’objets publicitaires de ${name}.`,
    noscript: 'Cette boutique a besoin de JavaScript.',
    missing: 'Cette boutique n’existe pas',
    hint: 'Vérifiez l’adresse, ou demandez-la à la personne qui vous l’a donnée.',
  },
  en: {
    description: (name: string) => `The branded merchandise shop of ${name}.`,
    noscript: 'This shop needs JavaScript.',
    missing: 'There is no such shop',
    hint: 'Check the address, or ask whoever gave it to you.',
  },
}

const STYLE = `
  html { height: 100% }
  body { margin: 0; min-height: 100%; font-family: system-ui, sans-serif }
  main.missing { max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; line-height: 1.5 }
`

/** The hosted page of a portal: the widget, and nothing besides. */
export function portalPage(tenant: TenantRow, publishableKey: string, publicUrl: string): string {
  const text = TEXT[tenant.locale]
  const { primaryColor } = themeOf(tenant)
  return page(
    tenant.locale,
    tenant.name,
    `<meta name="description" content="${escapeHtml(text.description(tenant.name))}">
<meta name="theme-color" content="${primaryColor}">
<script type="module" src="${publicUrl}/widget/v1/vitrine.js"></script>`,
    `<main>
<vitrine-portal portal="${tenant.slug}" publishable-key="${publishableKey}" api="${publicUrl}" routing="hash"></vitrine-portal>
</main>
<noscript>${text.noscript}</noscript>`,
  )
}

export function missingPage(locale: TenantRow['locale']): string {
  const text = TEXT[locale]
  return page(
    locale,
    text.missing,
    '',
    `<main class="missing"><h1>${text.missing}</h1><p>${text.hint}</p></main>`,
  )
}

function page(locale: string, title: string, head: string, body: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${head}
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`
}

/** Scripts only from us, no inline ones: hostile text in a name stays text. */
export function pagePolicy(publicUrl: string): string {
  const origin = new URL(publicUrl).origin
  return [
    `default-src 'none'`,
    `script-src ${origin}`,
    `style-src 'unsafe-inline'`,
    `img-src ${origin} data: blob: https:`,
    `connect-src ${origin}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
  ].join('; ')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
