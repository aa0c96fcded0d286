import { facing, looks, onSurface } from '../placements.ts'
import type { SampleProduct } from '../types.ts'

const common = { kind: 'product', category: 'clothing', collection: 'clothing' } as const

export const clothing: SampleProduct[] = [
  {
    ...common,
    externalId: 'tee-white',
    slug: 't-shirt-blanc',
    photo: 'tee-white.jpg',
    name: { fr: 'T-shirt Rivage blanc', en: 'Rivage T-shirt, white' },
    description: {
      fr: 'Un t-shirt épais en coton biologique peigné, 180\u00a0g/m², coupe droite. Marquage en sérigraphie sur la poitrine et rappel sur la manche.',
      en: 'A sturdy tee in combed organic cotton, 180 gsm, straight fit. Screen-printed on the chest, with a small mark on the sleeve.',
    },
    price: { amount: 1190, currency: 'EUR' },
    minQuantity: 25,
    quantityStep: 5,
    tags: [
      { fr: 'coton biologique', en: 'organic cotton' },
      { fr: 'sérigraphie', en: 'screen print' },
    ],
    placement: {
      layers: [
        facing('tee-white', 'chest', looks.lightCloth),
        facing('tee-white', 'sleeve', looks.lightCloth),
      ],
    },
  },
  {
    ...common,
    externalId: 'tee-navy',
    slug: 't-shirt-marine',
    photo: 'tee-navy.jpg',
    name: { fr: 'T-shirt Rivage marine', en: 'Rivage T-shirt, navy' },
    description: {
      fr: 'Le même coton biologique, dans un bleu marine profond qui ne passe pas au lavage. Marquage blanc, net et couvrant.',
      en: 'The same organic cotton in a deep, wash-fast navy. Printed in crisp, opaque white.',
    },
    price: { amount: 1250, currency: 'EUR' },
    minQuantity: 25,
    quantityStep: 5,
    tags: [
      { fr: 'coton biologique', en: 'organic cotton' },
      { fr: 'sérigraphie', en: 'screen print' },
    ],
    placement: { layers: [facing('tee-navy', 'chest', looks.darkCloth)] },
  },
  {
    ...common,
    externalId: 'hoodie-grey',
    slug: 'sweat-capuche-gris',
    photo: 'hoodie-grey.jpg',
    name: { fr: 'Sweat à capuche Bruyère', en: 'Bruyère hoodie' },
    description: {
      fr: 'Un molleton gris chiné de 320\u00a0g/m², gratté à l’intérieur, avec poche kangourou et cordon ton sur ton. Celui que l’équipe garde le week-end.',
      en: 'Heather-grey 320 gsm fleece, brushed inside, with a kangaroo pocket. The one your team keeps on at the weekend.',
    },
    price: { amount: 3490, currency: 'EUR' },
    minQuantity: 15,
    quantityStep: 5,
    tags: [
      { fr: 'molleton', en: 'fleece' },
      { fr: 'broderie', en: 'embroidery' },
    ],
    placement: { layers: [facing('hoodie-grey', 'chest', looks.darkCloth)] },
  },
  {
    ...common,
    externalId: 'cap',
    slug: 'casquette',
    photo: 'cap.jpg',
    name: { fr: 'Casquette Lisière', en: 'Lisière cap' },
    description: {
      fr: 'Six panneaux en sergé de coton vert forêt, visière préformée, fermeture réglable. Logo brodé en fil blanc sur le devant.',
      en: 'Six panels of forest-green cotton twill, a pre-curved peak and an adjustable strap. Your logo embroidered in white on the front.',
    },
    price: { amount: 1090, currency: 'EUR' },
    minQuantity: 20,
    quantityStep: 10,
    tags: [
      { fr: 'broderie', en: 'embroidery' },
      { fr: 'extérieur', en: 'outdoor' },
    ],
    placement: { layers: [onSurface('cap', 'front', looks.darkCloth)] },
  },
]
