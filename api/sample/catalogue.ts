/** The sample catalogue: 4 collections, 18 products, 2 packs, in French and English, with their placements. */
import { facing, looks, onSurface } from './placements.ts'
import { clothing } from './product/clothing.ts'
import { drinkware } from './product/drinkware.ts'
import { office } from './product/office.ts'
import { travel } from './product/travel.ts'
import type { SampleCollection, SamplePack } from './types.ts'

export type * from './types.ts'

export const collections: SampleCollection[] = [
  {
    kind: 'collection',
    externalId: 'clothing',
    slug: 'vetements',
    photo: 'collection-clothing.jpg',
    name: { fr: 'Vêtements', en: 'Clothing' },
    description: {
      fr: 'Des coupes simples et de belles matières, pour un vêtement d’équipe que l’on porte vraiment.',
      en: 'Simple cuts and good fabrics: team clothing people actually wear.',
    },
    placement: { layers: [facing('collection-clothing', 'front', looks.darkCloth)] },
  },
  {
    kind: 'collection',
    externalId: 'drinkware',
    slug: 'mugs-et-gourdes',
    photo: 'collection-drinkware.jpg',
    name: { fr: 'Mugs et gourdes', en: 'Drinkware' },
    description: {
      fr: 'De quoi se passer des gobelets jetables, au bureau comme en chemin.',
      en: 'Everything you need to skip disposable cups, at the office and on the way.',
    },
    placement: {
      layers: [
        onSurface('collection-drinkware', 'bottle', looks.engraved),
        onSurface('collection-drinkware', 'mug', looks.lightGloss),
        onSurface('collection-drinkware', 'enamel', looks.darkSheen),
      ],
    },
  },
  {
    kind: 'collection',
    externalId: 'office',
    slug: 'bureau-et-papeterie',
    photo: 'collection-office.jpg',
    name: { fr: 'Bureau et papeterie', en: 'Office and stationery' },
    description: {
      fr: 'Les objets qui restent sur la table toute l’année\u00a0: carnets, stylos, calendriers et petits plaisirs de papier.',
      en: 'The things that stay on the desk all year: notebooks, pens, calendars and small paper pleasures.',
    },
    placement: {
      layers: [
        onSurface('collection-office', 'calendar', looks.lightGloss),
        onSurface('collection-office', 'notebook', looks.darkCloth),
      ],
    },
  },
  {
    kind: 'collection',
    externalId: 'travel',
    slug: 'sacs-et-voyage',
    photo: 'collection-travel.jpg',
    name: { fr: 'Sacs et voyage', en: 'Bags and travel' },
    description: {
      fr: 'Pour aller au travail, en rendez-vous ou en salon, sans rien oublier.',
      en: 'For the commute, the client visit or the trade fair, with nothing left behind.',
    },
    placement: {
      layers: [
        onSurface('collection-travel', 'backpack', looks.darkCloth),
        onSurface('collection-travel', 'cap', looks.darkCloth),
      ],
    },
  },
]

export const products = [...clothing, ...drinkware, ...office, ...travel]

export const packs: SamplePack[] = [
  {
    kind: 'pack',
    externalId: 'welcome-kit',
    slug: 'coffret-bienvenue',
    photo: 'welcome-kit.jpg',
    name: { fr: 'Coffret de bienvenue', en: 'Welcome kit' },
    description: {
      fr: 'Le premier jour d’un nouveau collègue, prêt à offrir\u00a0: carnet, mug, batterie externe et stylo dans une boîte en kraft garnie de papier de soie.',
      en: 'A new colleague’s first day, ready to give: notebook, mug, power bank and pen in a kraft box lined with tissue paper.',
    },
    price: { amount: 4490, currency: 'EUR' },
    minQuantity: 10,
    quantityStep: 1,
    category: 'pack',
    tags: [{ fr: 'accueil', en: 'onboarding' }],
    contents: [
      { product: 'notebook', quantity: 1 },
      { product: 'ceramic-mug', quantity: 1 },
      { product: 'power-bank', quantity: 1 },
      { product: 'pen', quantity: 1 },
      { product: 'gift-box', quantity: 1 },
    ],
    placement: {
      layers: [
        onSurface('welcome-kit', 'notebook', looks.darkCloth),
        onSurface('welcome-kit', 'mug', looks.lightGloss),
        onSurface('welcome-kit', 'power-bank', looks.laidBare),
        onSurface('welcome-kit', 'box', looks.darkInk),
      ],
    },
  },
  {
    kind: 'pack',
    externalId: 'event-kit',
    slug: 'kit-evenement',
    photo: 'event-kit.jpg',
    name: { fr: 'Kit événement', en: 'Event kit' },
    description: {
      fr: 'Tout pour accueillir vos participants\u00a0: un tote bag, une gourde gravée, un badge et son tour de cou. Préparé et expédié en une seule fois.',
      en: 'Everything to greet your attendees: a tote bag, an engraved bottle, a badge and its lanyard. Packed and shipped together.',
    },
    price: { amount: 2390, currency: 'EUR' },
    minQuantity: 25,
    quantityStep: 5,
    category: 'pack',
    tags: [{ fr: 'événement', en: 'event' }],
    contents: [
      { product: 'tote-bag', quantity: 1 },
      { product: 'steel-bottle', quantity: 1 },
      { product: 'badge-lanyard', quantity: 1 },
      { product: 'sticker-sheet', quantity: 2 },
    ],
    placement: {
      layers: [
        facing('event-kit', 'tote', looks.lightCloth),
        onSurface('event-kit', 'bottle', looks.engraved),
        facing('event-kit', 'card', looks.opaque),
      ],
    },
  },
]

export const items = [...products, ...packs, ...collections]
