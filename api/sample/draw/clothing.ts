/** T-shirts and hoodie, laid flat and photographed from above. */
import { fromAbove } from './flat-lay.ts'
import { hoodie } from './hoodie.ts'
import type { Shot } from './studio.ts'
import { tee } from './tee.ts'

export const clothing: Record<string, () => Shot> = {
  'tee-white': () => ({
    subject: tee('#efeeeb', '#d9d7d2', 3, ['chest', 'sleeve']),
    ...fromAbove('#cfc7ba'),
  }),
  'tee-navy': () => ({ subject: tee('#1c2740', '#141c30', 8, ['chest', 'sleeve']), ...fromAbove('#dddcd8') }),
  'hoodie-grey': () => ({ subject: hoodie('#8f9297', '#5d6065', 'chest'), ...fromAbove('#e4ded4') }),
}
