import { looks, onSurface } from '../placements.ts'
import type { SampleProduct } from '../types.ts'

const common = { kind: 'product', category: 'drinkware', collection: 'drinkware' } as const

export const drinkware: SampleProduct[] = [
  {
    ...common,
    externalId: 'ceramic-mug',
    slug: 'mug-ceramique',
    photo: 'ceramic-mug.jpg',
    name: { fr: 'Mug Atelier en céramique', en: 'Atelier ceramic mug' },
    description: {
      fr: 'Un mug de 33\u00a0cl à l’émail blanc brillant et à l’anse confortable. Marquage en couleurs, garanti lave-vaisselle.',
      en: 'A 330 ml mug with a glossy white glaze and a generous handle. Full-colour print, dishwasher safe.',
    },
    price: { amount: 690, currency: 'EUR' },
    minQuantity: 36,
    quantityStep: 12,
    tags: [
      { fr: 'bureau', en: 'office' },
      { fr: 'lave-vaisselle', en: 'dishwasher safe' },
    ],
    placement: { layers: [onSurface('ceramic-mug', 'front', looks.lightGloss)] },
  },
  {
    ...common,
    externalId: 'enamel-mug',
    slug: 'mug-emaille',
    photo: 'enamel-mug.jpg',
    name: { fr: 'Tasse émaillée Bivouac', en: 'Bivouac enamel mug' },
    description: {
      fr: 'De l’acier émaillé bleu nuit, un bord en inox, 40\u00a0cl\u00a0: légère au bureau, increvable autour du feu.',
      en: 'Midnight-blue enamelled steel with a bare metal rim, 400 ml. Light on the desk, unbreakable by the campfire.',
    },
    price: { amount: 890, currency: 'EUR' },
    minQuantity: 24,
    quantityStep: 12,
    tags: [
      { fr: 'extérieur', en: 'outdoor' },
      { fr: 'sans plastique', en: 'plastic-free' },
    ],
    placement: { layers: [onSurface('enamel-mug', 'front', looks.darkSheen)] },
  },
  {
    ...common,
    externalId: 'steel-bottle',
    slug: 'gourde-inox',
    photo: 'steel-bottle.jpg',
    name: { fr: 'Gourde Torrent en inox', en: 'Torrent steel bottle' },
    description: {
      fr: 'Une gourde isotherme de 50\u00a0cl en inox brossé, bouchon en bambou. Garde au frais 24\u00a0heures, au chaud 12\u00a0heures. Gravure au laser.',
      en: 'A 500 ml insulated bottle in brushed steel with a bamboo lid. Cold for 24 hours, hot for 12. Laser engraved.',
    },
    price: { amount: 1690, currency: 'EUR' },
    minQuantity: 20,
    quantityStep: 5,
    tags: [
      { fr: 'gravure', en: 'engraving' },
      { fr: 'isotherme', en: 'insulated' },
    ],
    placement: { layers: [onSurface('steel-bottle', 'front', looks.engraved)] },
  },
]
