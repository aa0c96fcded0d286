/**
 * Logos to try the sample catalogue with: real marks of open-source projects, from Iconify's packages of the
 * gilbarbara/logos and Simple Icons collections (files CC0; the marks belong to their owners). The packages are
 * development dependencies, so nothing of them ships with the server.
 */
import { createRequire } from 'node:module'

type IconSet = {
  width?: number
  height?: number
  icons: Record<string, { body: string; width?: number; height?: number; left?: number; top?: number }>
}

export type SampleLogo = { id: string; svg: string; width: number; height: number; traits: LogoTrait[] }
export type LogoTrait = 'wide' | 'tall' | 'square' | 'mono' | 'white' | 'dark' | 'gradient' | 'mask'
export type SampleTenant = {
  externalId: string
  name: string
  locale: 'fr' | 'en'
  primaryColor: string
  secondaryColor: string
  logo: SampleLogo
}

const require = createRequire(import.meta.url)
const loaded = new Map<string, IconSet>()
function iconSet(name: 'logos' | 'simple-icons'): IconSet {
  const set: IconSet = loaded.get(name) ?? require(`@iconify-json/${name}/icons.json`)
  loaded.set(name, set)
  return set
}

/** `color` fills a one-colour icon; colour logos bring their own. */
function logo(
  set: 'logos' | 'simple-icons',
  name: string,
  traits: LogoTrait[],
  color = '#000000',
): SampleLogo {
  const { icons, width: setWidth = 24, height: setHeight = 24 } = iconSet(set)
  const icon = icons[name]
  if (!icon) throw new Error(`@iconify-json/${set} has no ${name}`)
  const { width = setWidth, height = setHeight, left = 0, top = 0 } = icon
  const body = icon.body.replaceAll('currentColor', color)
  const box = `width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}"`
  const id = color === '#000000' ? name : `${name}-${color.slice(1)}`
  return { id, svg: `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${body}</svg>`, width, height, traits }
}

/** Three client companies whose logos could not differ more: a wide wordmark, a square mark, one plain colour. */
export function demoTenants(): SampleTenant[] {
  return [
    {
      externalId: 'demo-strapi',
      name: 'Strapi',
      locale: 'fr',
      primaryColor: '#4945ff',
      secondaryColor: '#181826',
      logo: logo('logos', 'strapi', ['wide']),
    },
    {
      externalId: 'demo-blender',
      name: 'Blender',
      locale: 'en',
      primaryColor: '#ea7600',
      secondaryColor: '#265787',
      logo: logo('logos', 'blender', ['square']),
    },
    {
      externalId: 'demo-nextcloud',
      name: 'Nextcloud',
      locale: 'fr',
      primaryColor: '#0082c9',
      secondaryColor: '#00679e',
      logo: logo('simple-icons', 'nextcloud', ['mono', 'wide'], '#0082c9'),
    },
  ]
}

/** Logos for tests: every shape and ink that a partner may send. */
export function testLogos(): SampleLogo[] {
  return [
    logo('logos', 'strapi', ['wide']),
    logo('logos', 'docker', ['wide']),
    logo('logos', 'svelte', ['wide']),
    logo('logos', 'mozilla', ['wide', 'mono']),
    logo('logos', 'rocket-chat', ['wide']),
    logo('logos', 'vault', ['wide', 'dark']),
    logo('logos', 'supabase', ['wide', 'gradient']),
    logo('logos', 'kotlin', ['wide', 'gradient']),
    logo('logos', 'storybook-icon', ['tall', 'mask']),
    logo('logos', 'debian', ['tall']),
    logo('logos', 'jenkins', ['tall']),
    logo('logos', 'raspberry-pi', ['tall']),
    logo('logos', 'gitlab-icon', ['square']),
    logo('logos', 'ubuntu', ['square']),
    logo('logos', 'python', ['square', 'gradient']),
    logo('logos', 'firefox', ['square', 'gradient']),
    logo('logos', 'rust', ['square', 'dark']),
    logo('logos', 'blender', ['square']),
    logo('logos', 'nodejs', ['wide', 'gradient', 'mask']),
    logo('simple-icons', 'codeberg', ['square', 'mono'], '#2185d0'),
    logo('simple-icons', 'nextcloud', ['wide', 'mono'], '#0082c9'),
    logo('simple-icons', 'matrix', ['square', 'mono', 'dark']),
    logo('simple-icons', 'wikipedia', ['square', 'mono', 'dark']),
    logo('simple-icons', 'mastodon', ['square', 'mono', 'white'], '#ffffff'),
    logo('simple-icons', 'linuxfoundation', ['square', 'mono', 'white'], '#ffffff'),
  ]
}
