import { facing, looks, onSurface } from '../placements.ts'
import type { SampleProduct } from '../types.ts'

const common = { kind: 'product', category: 'office', collection: 'office' } as const

export const office: SampleProduct[] = [
  {
    ...common,
    externalId: 'notebook',
    slug: 'carnet-a5',
    photo: 'notebook.jpg',
    name: { fr: 'Carnet A5 Marge', en: 'Marge A5 notebook' },
    description: {
      fr: 'Couverture rigide au toucher cuir, 192\u00a0pages ivoire lignées, élastique et signet. Le papier vient de forêts gérées durablement.',
      en: 'A leather-feel hardcover with 192 ruled ivory pages, elastic closure and a ribbon. Paper from responsibly managed forests.',
    },
    price: { amount: 790, currency: 'EUR' },
    minQuantity: 50,
    quantityStep: 10,
    tags: [
      { fr: 'papier certifié', en: 'certified paper' },
      { fr: 'accueil', en: 'onboarding' },
    ],
    placement: { layers: [onSurface('notebook', 'cover', looks.darkCloth)] },
  },
  {
    ...common,
    externalId: 'pen',
    slug: 'stylo-metal',
    photo: 'pen.jpg',
    name: { fr: 'Stylo Trait en métal', en: 'Trait metal pen' },
    description: {
      fr: 'Un stylo-bille en aluminium laqué, rechargeable, à encre bleue documentaire. La gravure fait apparaître le métal sous la laque.',
      en: 'A refillable ballpoint in lacquered aluminium with archival blue ink. Engraving reveals the bright metal beneath.',
    },
    price: { amount: 240, currency: 'EUR' },
    minQuantity: 100,
    quantityStep: 50,
    tags: [
      { fr: 'gravure', en: 'engraving' },
      { fr: 'rechargeable', en: 'refillable' },
    ],
    placement: {
      layers: [facing('pen', 'barrel', looks.laidBare), facing('pen', 'barrel-red', looks.laidBare)],
    },
  },
  {
    ...common,
    externalId: 'desk-calendar',
    slug: 'calendrier-bureau',
    photo: 'desk-calendar.jpg',
    name: { fr: 'Calendrier de bureau Saison', en: 'Saison desk calendar' },
    description: {
      fr: 'Treize feuillets sur papier recyclé, reliure métallique, chevalet cartonné. Votre logo reste sous les yeux douze mois durant.',
      en: 'Thirteen leaves of recycled paper, wire-bound on a sturdy easel. Your logo stays in sight for twelve months.',
    },
    price: { amount: 520, currency: 'EUR' },
    minQuantity: 50,
    quantityStep: 25,
    tags: [{ fr: 'papier recyclé', en: 'recycled paper' }],
    placement: { layers: [onSurface('desk-calendar', 'page', looks.lightGloss)] },
  },
  {
    ...common,
    externalId: 'sticker-sheet',
    slug: 'planche-stickers',
    photo: 'sticker-sheet.jpg',
    name: { fr: 'Planche de stickers', en: 'Sticker sheet' },
    description: {
      fr: 'Cinq stickers en vinyle mat par planche, découpés à la forme, résistants à l’eau et aux rayures. À coller sur les ordinateurs\u00a0!',
      en: 'Five matt vinyl stickers per sheet, die-cut, waterproof and scratch-resistant. Made for laptops.',
    },
    price: { amount: 180, currency: 'EUR' },
    minQuantity: 100,
    quantityStep: 50,
    tags: [{ fr: 'événement', en: 'event' }],
    placement: {
      layers: [
        onSurface('sticker-sheet', 'round', looks.opaque),
        onSurface('sticker-sheet', 'square', looks.darkCloth),
        onSurface('sticker-sheet', 'wide', looks.opaque),
        onSurface('sticker-sheet', 'small', looks.lightGloss),
        onSurface('sticker-sheet', 'dot', looks.lightGloss),
      ],
    },
  },
  {
    ...common,
    externalId: 'mouse-mat',
    slug: 'tapis-de-souris',
    photo: 'mouse-mat.jpg',
    name: { fr: 'Tapis de souris en feutre', en: 'Felt mouse mat' },
    description: {
      fr: 'Un feutre gris dense, issu de bouteilles recyclées, doux sous le poignet et stable sur le bureau.',
      en: 'Dense grey felt made from recycled bottles: soft under the wrist, steady on the desk.',
    },
    price: { amount: 640, currency: 'EUR' },
    minQuantity: 30,
    quantityStep: 10,
    tags: [{ fr: 'recyclé', en: 'recycled' }],
    placement: { layers: [onSurface('mouse-mat', 'mat', looks.pale)] },
  },
  {
    ...common,
    externalId: 'gift-box',
    slug: 'boite-cadeau-kraft',
    photo: 'gift-box.jpg',
    name: { fr: 'Boîte cadeau en kraft', en: 'Kraft gift box' },
    description: {
      fr: 'Une boîte à couvercle en kraft rigide, livrée à plat avec son papier de soie. Logo sur le couvercle et sur la face avant.',
      en: 'A rigid kraft box with a lift-off lid, supplied with tissue paper. Your logo on the lid and on the front.',
    },
    price: { amount: 420, currency: 'EUR' },
    minQuantity: 25,
    quantityStep: 25,
    tags: [{ fr: 'emballage', en: 'packaging' }],
    placement: {
      layers: [onSurface('gift-box', 'lid', looks.darkInk), onSurface('gift-box', 'front', looks.kraft)],
    },
  },
]
