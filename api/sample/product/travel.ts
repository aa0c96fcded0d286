import { facing, looks, onSurface } from '../placements.ts'
import type { SampleProduct } from '../types.ts'

const common = { kind: 'product', category: 'travel', collection: 'travel' } as const

export const travel: SampleProduct[] = [
  {
    ...common,
    externalId: 'tote-bag',
    slug: 'tote-bag-coton',
    photo: 'tote-bag.jpg',
    name: { fr: 'Tote bag Marché', en: 'Marché tote bag' },
    description: {
      fr: 'Une toile de coton écru de 220\u00a0g/m² et de longues anses qui passent à l’épaule. Assez solide pour les courses comme pour l’ordinateur.',
      en: 'Natural 220 gsm cotton canvas with long shoulder handles. Strong enough for groceries or a laptop.',
    },
    price: { amount: 490, currency: 'EUR' },
    minQuantity: 50,
    quantityStep: 25,
    tags: [
      { fr: 'coton', en: 'cotton' },
      { fr: 'événement', en: 'event' },
    ],
    placement: { layers: [facing('tote-bag', 'front', looks.lightCloth)] },
  },
  {
    ...common,
    externalId: 'backpack',
    slug: 'sac-a-dos',
    photo: 'backpack.jpg',
    name: { fr: 'Sac à dos Sentier', en: 'Sentier backpack' },
    description: {
      fr: 'Dix-huit litres en polyester recyclé déperlant, compartiment rembourré pour un ordinateur de 15\u00a0pouces, poignée en cuir végétal.',
      en: 'Eighteen litres of water-repellent recycled polyester, a padded 15-inch laptop sleeve and a vegan leather handle.',
    },
    price: { amount: 4590, currency: 'EUR' },
    minQuantity: 10,
    quantityStep: 1,
    tags: [
      { fr: 'recyclé', en: 'recycled' },
      { fr: 'ordinateur', en: 'laptop' },
    ],
    placement: {
      layers: [
        onSurface('backpack', 'front', looks.darkCloth),
        onSurface('backpack', 'pocket', looks.embossed),
      ],
    },
  },
  {
    ...common,
    externalId: 'umbrella',
    slug: 'parapluie',
    photo: 'umbrella.jpg',
    name: { fr: 'Parapluie Averse', en: 'Averse umbrella' },
    description: {
      fr: 'Ouverture automatique, huit baleines en fibre de verre, poignée gainée. Il plie dans le vent, mais ne rompt pas.',
      en: 'Automatic opening, eight fibreglass ribs and a wrapped handle. It bends in the wind and never breaks.',
    },
    price: { amount: 1890, currency: 'EUR' },
    minQuantity: 15,
    quantityStep: 5,
    tags: [{ fr: 'extérieur', en: 'outdoor' }],
    placement: { layers: [onSurface('umbrella', 'panel', looks.darkSheen)] },
  },
  {
    ...common,
    externalId: 'power-bank',
    slug: 'batterie-externe',
    photo: 'power-bank.jpg',
    name: { fr: 'Batterie externe Relais', en: 'Relais power bank' },
    description: {
      fr: 'Une batterie de 10\u00a0000\u00a0mAh au toucher satiné, deux ports, charge rapide 20\u00a0W. Deux recharges complètes de téléphone.',
      en: 'A 10,000 mAh battery with a satin finish, two ports and 20 W fast charging. Two full phone charges.',
    },
    price: { amount: 2190, currency: 'EUR' },
    minQuantity: 20,
    quantityStep: 5,
    tags: [{ fr: 'mobilité', en: 'on the go' }],
    placement: { layers: [onSurface('power-bank', 'top', looks.laidBare)] },
  },
  {
    ...common,
    externalId: 'badge-lanyard',
    slug: 'badge-et-tour-de-cou',
    photo: 'badge-lanyard.jpg',
    name: { fr: 'Badge et tour de cou', en: 'Badge and lanyard' },
    description: {
      fr: 'Un tour de cou tissé en polyester recyclé, mousqueton en métal et porte-badge rigide. Logo sur la carte et sur la sangle.',
      en: 'A woven recycled-polyester lanyard with a metal hook and rigid badge holder. Logo on the card and along the strap.',
    },
    price: { amount: 290, currency: 'EUR' },
    minQuantity: 100,
    quantityStep: 50,
    tags: [{ fr: 'événement', en: 'event' }],
    placement: {
      layers: [
        facing('badge-lanyard', 'card', looks.opaque),
        facing('badge-lanyard', 'strap-left', looks.darkCloth),
        facing('badge-lanyard', 'strap-right', looks.darkCloth),
      ],
    },
  },
]
