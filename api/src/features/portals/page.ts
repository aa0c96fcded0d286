import { createHash } from 'node:crypto'
import type { Schemas } from '../../contract/handlers.ts'
import type { TenantRow } from '../../data/rows.ts'

type Portal = Schemas['Portal']
type Item = Schemas['PortalItem']

/** What the widget's build can paint of a portal before its script is there. */
export type FirstPaint = (
  portal: Portal,
  products: readonly Item[],
) => { styles: string[]; head: string; html: string; plain: string }

/** A page and the policy it is sent under. */
export interface HostedPage {
  html: string
  policy: string
}

const TEXT = {
  fr: {
    title: (name: string) => `Boutique ${name}`,
    description: (name: string) =>
      `La boutique d’objets publicitaires de ${name} : chaque article porte déjà son logo.`,
    missing: 'Cette boutique n’existe pas',
    hint: 'Vérifiez l’adresse, ou demandez-la à la personne qui vous l’a donnée.',
    private: 'Cette boutique est privée',
    privateHint: 'Ouvrez-la depuis le site qui vous y donne accès.',
  },
  en: {
    title: (name: string) => `${name} shop`,
    description: (name: string) =>
      `The branded merchandise shop of ${name}: every item already wears its logo.`,
    missing: 'There is no such shop',
    hint: 'Check the address, or ask whoever gave it to you.',
    private: 'This shop is private',
    privateHint: 'Open it from the site that gives you access to it.',
  },
}
const LANGUAGE = { fr: 'fr_FR', en: 'en_GB' }

const STYLE = `
  html { height: 100%; color-scheme: light dark; background: light-dark(#ffffff, #151514) }
  body { margin: 0; min-height: 100%; font-family: system-ui, sans-serif }
  vitrine-portal { display: block; min-height: 100vh }
  [data-deep] vitrine-portal:not(:defined) { content-visibility: hidden }
  .plain { max-width: 45rem; margin: 0 auto; padding: 2rem 1.5rem; line-height: 1.5 }
  .plain ul { padding: 0; list-style: none }
  main.missing { max-width: 32rem; margin: 20vh auto 0; padding: 0 1.5rem; line-height: 1.5 }
`

/** A link to another screen: the home screen that stands painted is not it. Better that one than none, though. */
const DEEP_LINK = `
if (/^#\\/./.test(location.hash)) {
  const { dataset } = document.documentElement
  dataset.deep = ''
  document.querySelector('script[src]').addEventListener('error', () => delete dataset.deep)
}
`

/** The hosted page of a portal: the widget, its home screen painted before its script has come. */
export function portalPage(options: {
  portal: Portal
  products: readonly Item[]
  publishableKey: string
  publicUrl: string
  /** Where pictures come from. */
  filesUrl: string
  firstPaint: FirstPaint | undefined
}): HostedPage {
  const { portal, products, publishableKey, publicUrl, filesUrl, firstPaint } = options
  const { slug, name, locale, theme } = portal
  const text = TEXT[locale]
  const paint = firstPaint?.(portal, products)
  const picture = socialPicture(portal)
  const meta = [
    ['name="description"', text.description(name)],
    ['name="theme-color"', theme.primaryColor],
    ['property="og:type"', 'website'],
    ['property="og:title"', text.title(name)],
    ['property="og:description"', text.description(name)],
    ['property="og:url"', `${publicUrl}/portal/${slug}`],
    ['property="og:locale"', LANGUAGE[locale]],
    ...(picture
      ? [
          ['property="og:image"', picture.url],
          ['property="og:image:width"', String(picture.width)],
          ['property="og:image:height"', String(picture.height)],
          ['name="twitter:card"', 'summary_large_image'],
        ]
      : [['name="twitter:card"', 'summary']]),
  ]
  const html = page(
    locale,
    text.title(name),
    `${paint?.head ?? ''}
${meta.map(([about, content]) => `<meta ${about} content="${escapeHtml(content!)}">`).join('\n')}
<script type="module" fetchpriority="low" src="${publicUrl}/widget/v1/vitrine.js"></script>
<script>${DEEP_LINK}</script>`,
    `<main>
<vitrine-portal portal="${slug}" publishable-key="${publishableKey}" api="${publicUrl}" routing="hash">${
      paint ? `<template shadowrootmode="open">${paint.html}</template>` : ''
    }</vitrine-portal>
${paint ? `<noscript>${paint.plain}</noscript>` : ''}
</main>`,
  )
  return { html, policy: pagePolicy([publicUrl, filesUrl], [STYLE, ...(paint?.styles ?? [])], [DEEP_LINK]) }
}

/**
 * Puts the shop where the words are once there is a session. It stands after `#`, which goes to no server and no log; it
 * is taken out of the address at once, and kept for this tab alone, so that the page can be read again.
 */
const OPEN_PRIVATE = `
{
  const name = 'vitrine-session ' + location.pathname
  const open = () => {
    const [, given] = /^#session=(ps_[\\w.-]+)$/.exec(location.hash) ?? []
    if (given) history.replaceState(null, '', location.pathname + location.search)
    let token = given
    try {
      if (given) sessionStorage.setItem(name, given)
      else token = sessionStorage.getItem(name)
    } catch {}
    if (!token) return
    const main = document.querySelector('main')
    const shop = document.querySelector('template').content.cloneNode(true)
    shop.querySelector('vitrine-portal').setAttribute('session', token)
    main.removeAttribute('class')
    main.replaceChildren(shop)
  }
  addEventListener('hashchange', () => { if (location.hash.startsWith('#session=')) open() })
  open()
}
`

/** The hosted page of a private portal: it says nothing of whose it is, and shows nothing without a session. */
export function privatePage(
  { slug, locale }: Pick<TenantRow, 'slug' | 'locale'>,
  publishableKey: string,
  publicUrl: string,
  filesUrl: string,
): HostedPage {
  const text = TEXT[locale]
  const html = page(
    locale,
    text.private,
    `<meta name="robots" content="noindex">
<script type="module" src="${publicUrl}/widget/v1/vitrine.js"></script>`,
    `<main class="missing"><h1>${text.private}</h1><p>${text.privateHint}</p></main>
<template><vitrine-portal portal="${slug}" publishable-key="${publishableKey}" api="${publicUrl}" routing="hash"></vitrine-portal></template>
<script>${OPEN_PRIVATE}</script>`,
  )
  return { html, policy: pagePolicy([publicUrl, filesUrl], [STYLE], [OPEN_PRIVATE]) }
}

export function missingPage(locale: TenantRow['locale'], publicUrl: string): HostedPage {
  const text = TEXT[locale]
  const html = page(
    locale,
    text.missing,
    '<meta name="robots" content="noindex">',
    `<main class="missing"><h1>${text.missing}</h1><p>${text.hint}</p></main>`,
  )
  return { html, policy: pagePolicy([publicUrl], [STYLE]) }
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

const SOCIAL_FORMATS = ['jpeg', 'png', 'webp']

/** The first picture that carries the logo, in the format most previews read, as large as there is. */
function socialPicture({ featuredPacks, collections, featuredProducts }: Portal) {
  const items = [...featuredPacks, ...featuredProducts, ...collections].filter(
    ({ images }) => images.length > 0,
  )
  const best = items.find(({ renderStatus }) => renderStatus === 'ready') ?? items[0]
  const rank = ({ format }: { format: string }) => SOCIAL_FORMATS.indexOf(format)
  return best?.images
    .filter((image) => rank(image) >= 0)
    .toSorted((a, b) => rank(a) - rank(b) || b.width - a.width)[0]
}

/** Scripts only from us; of those that stand in the page, and of styles, only those named by their hash. */
function pagePolicy(urls: [ours: string, files?: string], styles: string[], scripts: string[] = []): string {
  const origins = urls.flatMap((url) => (url ? [new URL(url).origin] : []))
  const [origin] = origins
  const named = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return [
    `default-src 'none'`,
    `script-src ${[origin, ...scripts.map(named)].join(' ')}`,
    `style-src ${styles.map(named).join(' ')}`,
    `img-src ${[...new Set(origins)].join(' ')} https:`,
    `connect-src ${origin}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `require-trusted-types-for 'script'`,
    'trusted-types lit-html',
  ].join('; ')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
