import { html } from 'lit-html'
import type { Item, Picture, Portal } from '../api/types.ts'
import { pictureFiles } from '../elements/picture-files.ts'
import { Translator } from '../i18n/translator.ts'
import { styles } from '../styles/index.ts'
import { tenantColors } from '../styles/tenant-theme.ts'
import { frame } from '../views/frame.ts'
import { home } from '../views/home.ts'
import { icon } from '../views/parts/icons.ts'
import type { Shop } from '../views/shop.ts'
import { type Inside, serialize } from './serialize.ts'

type Sources = ReturnType<typeof pictureFiles>

const words = {
  fr: 'Ceci est la vitrine de la boutique. Pour y commander, JavaScript doit être activé.',
  en: 'This is the window of the shop. To order, JavaScript must be enabled.',
}

export interface FirstPaint {
  /** Sheets by themselves: the page's policy has to name each. */
  styles: string[]
  /** For the page's head, before any script: the first picture begins to load first. */
  head: string
  /** What stands in the shadow tree. */
  html: string
  /** The catalogue in plain words, for a page that has no scripts. */
  plain: string
}

/** Ways that lead nowhere without scripts. */
const noWays = '@media (scripting: none){.nav,.tools-links,.button,.more{display:none}}'

/** The home screen as the widget itself will draw it, from the same views and styles. */
export function firstPaint(portal: Portal, catalogue: readonly Item[]): FirstPaint {
  const translator = new Translator(portal.locale)
  const shop = { portal, translator, route: { view: 'home' }, cart: { lines: [] } } as unknown as Shop
  const colors = tenantColors(portal).map(([name, value]) => `${name}:${value}`)
  const sheets = [styles, `.portal{${colors.join(';')}}${noWays}`]
  const pictures = paintPictures()
  const html =
    sheets.map((sheet) => `<style>${sheet}</style>`).join('') +
    serialize(frame(shop, home(shop)), pictures.inside)
  return {
    styles: sheets,
    head: serialize(pictures.preload(), pictures.inside),
    html,
    plain: serialize(inWords(shop, catalogue), pictures.inside),
  }
}

/** Pictures are drawn by an element of their own; the first of them is the large one. */
function paintPictures() {
  let first: (Sources & { sizes: string }) | undefined
  const inside: Inside = (tag, { images, alt }) => {
    if (tag !== 'vitrine-picture') return ''
    const files = images as Picture[]
    if (files.length === 0) return icon('box')
    const { sources, fallback } = pictureFiles(files)
    const sizes = first
      ? '(min-width: 960px) 24vw, (min-width: 720px) 31vw, 46vw'
      : '(min-width: 720px) 50vw, 92vw'
    const image = html`<img class="shown top" alt=${alt} width=${fallback.width} height=${fallback.height}
      loading=${first ? 'lazy' : 'eager'} fetchpriority=${first ? 'auto' : 'high'} decoding="async" sizes=${sizes}
      srcset=${fallback.srcset} src=${fallback.url} />`
    first ??= { sources, fallback, sizes }
    return html`<picture>${sources.map(
      ({ type, srcset }) => html`<source type=${type} sizes=${sizes} srcset=${srcset} />`,
    )}${image}</picture>`
  }

  /** The best format only: a browser that does not read it leaves it alone. */
  function preload() {
    if (!first) return ''
    const { sources, fallback, sizes } = first
    const { type, srcset } = sources[0] ?? { type: `image/${fallback.format}`, srcset: fallback.srcset }
    return html`<link rel="preload" as="image" type=${type} imagesizes=${sizes} imagesrcset=${srcset} fetchpriority="high" />`
  }
  return { inside, preload }
}

function inWords({ portal, translator }: Shop, catalogue: readonly Item[]) {
  const { locale } = portal!
  return html`<section class="plain">
    <p>${words[locale]}</p>
    <h2>${translator.text('catalogue')}</h2>
    <ul>${catalogue.map(
      ({ name, description, price }) => html`<li>
        <h3>${name}</h3>
        ${price ? html`<p>${translator.text('price', { price: translator.money(price) })}</p>` : ''}
        ${description ? html`<p>${description}</p>` : ''}
      </li>`,
    )}</ul>
  </section>`
}
