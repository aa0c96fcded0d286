/** Notebook, pen, desk calendar, stickers, mouse mat. One unit is 10 cm. */
import { deskCalendar } from './calendar.ts'
import { mouseMat, stickerSheet } from './desk.ts'
import { notebook } from './notebook.ts'
import { pen } from './pen.ts'
import { group, place } from './shape.ts'
import type { Shot } from './studio.ts'

export const stationery: Record<string, () => Shot> = {
  notebook: () => ({
    subject: place(notebook('#23272d', '#101214', 'cover'), [0, 0, 0], [0, 0.42, 0]),
    background: '#ddd5ca',
    camera: { from: [0.2, 4.6, 3.9], to: [0, 0.05, 0.02], fov: 23 },
    lens: 0.03,
  }),
  pen: () => ({
    subject: group(
      place(pen('#1f3a5f', 'barrel'), [0, 0, 0.06], [0, 0.6, 0]),
      place(pen('#a8341f', 'barrel-red'), [-0.22, 0, -0.26], [0, 0.6, 0]),
    ),
    background: '#e2e1de',
    camera: { from: [0, 3, 2.1], to: [0, 0.05, -0.07], fov: 20.5 },
    extent: 1.4,
    lens: 0.012,
  }),
  'desk-calendar': () => ({
    subject: place(deskCalendar('page'), [0, 0, 0], [0, -0.28, 0]),
    background: '#d6dad6',
    camera: { from: [0, 2.3, 6.4], to: [0, 0.62, 0], fov: 22 },
    lens: 0.02,
  }),
  'sticker-sheet': () => ({
    subject: place(stickerSheet(), [0, 0.006, 0], [0, 0.14, 0]),
    background: '#b9c4c0',
    camera: { from: [0, 5.4, 2.2], to: [0, 0, 0.03], fov: 22 },
  }),
  'mouse-mat': () => ({
    subject: place(mouseMat('mat'), [0, 0, 0], [0, -0.2, 0]),
    background: '#e4e0d9',
    camera: { from: [0, 5.6, 3.6], to: [0, 0, 0.03], fov: 24 },
  }),
}
