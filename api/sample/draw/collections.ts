/** The pictures of the four collections: their products together. */
import { backpack } from './backpack.ts'
import { deskCalendar } from './calendar.ts'
import { bottle, ceramicMug, enamelMug } from './drinkware.ts'
import { fromAbove } from './flat-lay.ts'
import { cap } from './headwear.ts'
import { notebook } from './notebook.ts'
import { pen } from './pen.ts'
import { group, place, rest } from './shape.ts'
import type { Shot } from './studio.ts'
import { tee } from './tee.ts'

export const collections: Record<string, () => Shot> = {
  'collection-clothing': () => ({
    subject: group(
      place(tee('#efeeeb', '#d9d7d2', 3, ['back', 'back-sleeve']), [-0.3, 0, -0.2], [0, 0.14, 0], 0.76),
      place(tee('#1c2740', '#141c30', 8, ['front', 'front-sleeve']), [0.28, 0.1, 0.2], [0, -0.1, 0], 0.76),
    ),
    ...fromAbove('#cfc7ba'),
  }),
  'collection-drinkware': () => ({
    subject: group(
      place(bottle('bottle', '#c3c6ca', 0.06), [0, 0, -0.55]),
      place(ceramicMug('#f6f4f0', 'mug', '#f6f4f0', Math.PI - 0.42), [-0.72, 0, 0.1], [0, -Math.PI + 0.5, 0]),
      place(enamelMug('#1d2b45', 'enamel', -0.1), [0.66, 0, 0.12]),
    ),
    background: '#d8d2c8',
    camera: { from: [0, 3.2, 8.6], to: [0.03, 0.98, 0], fov: 20 },
    extent: 2.4,
    lens: 0.03,
  }),
  'collection-office': () => ({
    subject: group(
      place(deskCalendar('calendar'), [0.1, 0, -0.8], [0, -0.16, 0]),
      place(notebook('#7d2f2a', '#3d1513', 'notebook'), [-0.42, 0, 0.85], [0, 0.3, 0]),
      place(pen('#1f3a5f', 'pen'), [0.86, 0, 0.85], [0, 1.1, 0]),
    ),
    background: '#dcdad4',
    camera: { from: [0, 4.4, 6.6], to: [0.02, 0.4, 0.06], fov: 25.5 },
    extent: 2.4,
    lens: 0.02,
  }),
  'collection-travel': () => ({
    subject: group(
      rest(place(backpack('#3b4046', '#1f2225', 'backpack'), [-0.3, 0, -0.4], [-0.02, 0.3, 0])),
      place(cap('#2b3a34', 'cap'), [0.6, 0.13, 0.42], [0, -0.35, 0], 0.62),
      place(bottle('bottle', '#c3c6ca', 0), [0.78, 0, -0.42], [0, 0, 0], 0.72),
    ),
    background: '#ded8ce',
    camera: { from: [0, 3, 8], to: [0.08, 0.92, 0], fov: 22 },
    extent: 2.4,
    lens: 0.02,
  }),
}
