import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../harness/browser.ts'
import { claims, ORGANIZATION, token } from '../harness/clerk.ts'
import { audit } from './axe.ts'
import { type Desk, type Office, openOffice, sitDown } from './editor-office.ts'
import { soon } from './visit.ts'

let office: Office
let browser: Browser
beforeAll(async () => {
  ;[office, browser] = await Promise.all([openOffice(2), launchBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await office?.stop()
})

const box = { mode: 'box' as const, centerXPct: 40, centerYPct: 40, widthPct: 20, rotateDeg: 0 }

async function open(options: Parameters<typeof sitDown>[2] = {}): Promise<Desk> {
  await office.client.products.setPlacement(office.products[0]!, { layers: [box] })
  return sitDown(browser, office, options)
}
const first = async (desk: Desk) => (await desk.placement()).layers[0]!
const button = ({ page }: Desk, name: string) => page.getByRole('button', { name, exact: true })

async function drag({ page }: Desk, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
  await page.mouse.move(to.x, to.y)
  await page.mouse.up()
}

test('by mouse: move, snap to the middle, scale, turn, corners; each is one step to take back', async () => {
  const desk = await open()
  const asStored = await first(desk)
  await drag(desk, await desk.at(40, 40), await desk.at(60, 30))
  expect(await first(desk)).toMatchObject({
    centerXPct: expect.closeTo(60, 0),
    centerYPct: expect.closeTo(30, 0),
  })
  await drag(desk, await desk.at(60, 30), await desk.at(50.4, 49.7))
  expect(await first(desk)).toMatchObject({ centerXPct: 50, centerYPct: 50 })

  await drag(desk, await desk.at(60, 60), await desk.at(70, 70))
  expect((await first(desk)).widthPct).toBeCloseTo(40, 0)
  await drag(desk, await desk.handle('Turn layer 1'), await desk.at(80, 50))
  expect((await first(desk)).rotateDeg).toBeCloseTo(90, 0)

  await desk.page.getByLabel('Shape').selectOption('quad')
  const corner = await desk.handle(/Top left corner/)
  await drag(desk, corner, { x: corner.x + 20, y: corner.y + 10 })
  const { corners, ...rest } = await first(desk)
  expect(rest).not.toHaveProperty('widthPct')
  expect(corners!.topLeft.x).toBeGreaterThan(70)

  for (let i = 0; i < 6; i++) await button(desk, 'Undo').click()
  expect(await first(desk)).toEqual(asStored)
  expect(await button(desk, 'Undo').isDisabled()).toBe(true)
  await button(desk, 'Redo').click()
  expect((await first(desk)).centerXPct).toBeCloseTo(60, 0)
  expect(desk.errors).toEqual([])
})

test('by keyboard alone: move, scale, turn, corners, order, copy, undo, save', async () => {
  const desk = await open()
  const { keyboard } = desk.page
  await desk.page.locator('.stage').getByRole('button', { name: 'Layer 1', exact: true }).focus()
  await keyboard.press('ArrowRight')
  await keyboard.press('Shift+ArrowDown')
  await keyboard.press('Shift++')
  await keyboard.press('Shift+BracketRight')
  expect(await first(desk)).toMatchObject({ centerXPct: 40.1, centerYPct: 41, widthPct: 22, rotateDeg: 15 })
  await keyboard.press('Control+d')
  expect((await desk.placement()).layers).toHaveLength(2)
  await keyboard.press('Control+z')
  expect((await desk.placement()).layers).toHaveLength(1)

  // Every handle and field is reached by Tab; the shape is changed in its list.
  await desk.page.getByLabel('Shape').focus()
  await keyboard.press('ArrowDown')
  expect((await first(desk)).mode).toBe('quad')
  const before = (await first(desk)).corners!
  await desk.page
    .locator('.stage')
    .getByRole('button', { name: /Bottom right corner/ })
    .focus()
  await keyboard.press('Shift+ArrowRight')
  const after = (await first(desk)).corners!
  expect(after.bottomRight.x).toBeCloseTo(before.bottomRight.x + 1, 2)
  expect(after.topLeft).toEqual(before.topLeft)

  await keyboard.press('Control+s')
  await desk.page.getByRole('status').getByText('Saved.').waitFor()
  const stored = await office.client.products.get(office.products[0]!)
  expect(stored.placement).toMatchObject(await desk.placement())
  expect(await button(desk, 'Save').isDisabled()).toBe(true)
  expect(desk.errors).toEqual([])
})

test('by touch: one finger moves, two scale and turn', async () => {
  const desk = await open({ touch: true, width: 390 })
  const session = await desk.page.context().newCDPSession(desk.page)
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) => {
    const places = await Promise.all(points.map(([x, y]) => desk.at(x, y)))
    const touchPoints = places.map((place, id) => ({ ...place, id }))
    await session.send('Input.dispatchTouchEvent', { type, touchPoints })
  }
  await desk.page.locator('.stage').scrollIntoViewIfNeeded()
  await touch('touchStart', [40, 40])
  await touch('touchMove', [30, 62])
  await touch('touchEnd')
  expect(await first(desk)).toMatchObject({
    centerXPct: expect.closeTo(30, 0),
    centerYPct: expect.closeTo(62, 0),
  })

  await touch('touchStart', [27, 62])
  await touch('touchStart', [27, 62], [33, 62])
  await touch('touchMove', [30, 56], [30, 68])
  await touch('touchEnd')
  const pinched = await first(desk)
  expect(pinched.widthPct).toBeCloseTo(40, 0)
  expect(pinched.rotateDeg).toBeCloseTo(90, 0)
  expect(desk.errors).toEqual([])
})

test('layers: add, order, duplicate, remove; fields: cylinder, blend, opacity, version', async () => {
  const desk = await open()
  const { page } = desk
  await button(desk, 'Add a layer').click()
  await page.getByLabel('Surface').selectOption('cylinder')
  await page.getByLabel('Curve').fill('120')
  await page.getByLabel('Tilt').fill('-10')
  await page.getByLabel('Blend').selectOption('hard-light')
  await page.getByLabel('Opacity').fill('0')
  await page.getByLabel('Version of the logo').selectOption('dark')
  await page.getByLabel('Version of the logo').blur()
  expect((await desk.placement()).layers[1]).toMatchObject({
    surface: { type: 'cylinder', curveDeg: 120, tiltDeg: -10 },
    blendMode: 'hard-light',
    opacity: 0,
    logoVariant: 'dark',
  })
  await button(desk, 'Move down').nth(1).click()
  expect((await desk.placement()).layers.map(({ blendMode }) => blendMode)).toEqual([
    'hard-light',
    'multiply',
  ])
  await button(desk, 'Duplicate').nth(0).click()
  expect((await desk.placement()).layers).toHaveLength(3)
  await button(desk, 'Remove').nth(2).click()
  await button(desk, 'Remove').nth(0).click()
  await button(desk, 'Remove').nth(0).click()
  await page.getByText('No layer: the item carries no logo.').waitFor()
  expect(desk.errors).toEqual([])
})

test('what cannot be drawn is told where it is, and not saved; what prints badly is advice', async () => {
  const desk = await open({ tenant: office.tenantId })
  const { page } = desk
  await page.getByLabel('Side').fill('2')
  await page.getByLabel('Side').blur()
  await page.locator('.findings .advice').first().waitFor()
  await page.getByLabel('Shape').selectOption('quad')
  // Past its neighbour: the corners cross.
  await page.getByLabel('Top left X').fill('90')
  await page.getByLabel('Top left X').blur()
  await page.locator('.findings .problem').first().waitFor()
  const before = await office.client.products.get(office.products[0]!)
  await button(desk, 'Save').click()
  await page.getByRole('alert').waitFor()
  expect((await office.client.products.get(office.products[0]!)).version).toBe(before.version)
  await button(desk, 'Undo').click()
  await soon(() => page.locator('.findings .problem').count()).toBe(0)
})

test('two editors at once: the second is told, and chooses', async () => {
  const [one, two] = [await open(), await sitDown(browser, office)]
  const x = (value: number) =>
    office.client.products.setPlacement(office.products[0]!, { layers: [{ ...box, centerXPct: value }] })
  const nudge = async (desk: Desk, key: string) => {
    await desk.page.locator('.stage').getByRole('button', { name: 'Layer 1', exact: true }).focus()
    await desk.page.keyboard.press(key)
    await button(desk, 'Save').click()
  }
  await nudge(one, 'Shift+ArrowLeft')
  await one.page.getByText('Saved.').waitFor()
  await nudge(two, 'Shift+ArrowRight')
  await two.page.getByText('Somebody saved another placement meanwhile').waitFor()
  const stored = async () =>
    (await office.client.products.get(office.products[0]!)).placement.layers[0]!.centerXPct
  expect(await stored()).toBe(39)
  // Their decision, even where a third one has saved in between.
  await button(two, 'Save mine over it').click()
  await two.page.getByText('Saved.').waitFor()
  expect(await stored()).toBe(41)

  await x(20)
  await nudge(one, 'Shift+ArrowLeft')
  await button(one, 'Go on with theirs').click()
  await soon(async () => (await first(one)).centerXPct).toBe(20)
  expect(await stored()).toBe(20)
})

test('going to another item with unsaved edits is asked about; nothing is lost', async () => {
  const desk = await open()
  await desk.page.locator('.stage').getByRole('button', { name: 'Layer 1', exact: true }).focus()
  await desk.page.keyboard.press('Shift+ArrowLeft')
  await desk.page.getByLabel('Item').selectOption(office.products[1]!)
  await button(desk, 'Stay here').click()
  expect((await first(desk)).centerXPct).toBe(39)
  await desk.page.getByLabel('Item').selectOption(office.products[1]!)
  await button(desk, 'Save and go on').click()
  await soon(async () => (await first(desk)).mode).not.toBeUndefined()
  const item = () =>
    desk.page.evaluate(
      () =>
        document.querySelector('vitrine-placement-editor')!.getAttribute('item') ??
        (document.querySelector('vitrine-placement-editor') as unknown as { item: string }).item,
    )
  await soon(item).toBe(office.products[1])
  expect((await office.client.products.get(office.products[0]!)).placement.layers[0]!.centerXPct).toBe(39)
})

test('the API away: words and a way back, edits kept; the key never reaches the page', async () => {
  const desk = await open()
  const asked: string[] = []
  desk.page.on('request', (request) => asked.push(JSON.stringify(request.headers())))
  await desk.page.route('**/vitrine/v1/**', (route) => route.abort())
  await desk.page.locator('.stage').getByRole('button', { name: 'Layer 1', exact: true }).focus()
  await desk.page.keyboard.press('Shift+ArrowLeft')
  await button(desk, 'Save').click()
  await desk.page.getByRole('alert').waitFor()
  await desk.page.unroute('**/vitrine/v1/**')
  await button(desk, 'Try again').click()
  await soon(
    async () => (await office.client.products.get(office.products[0]!)).placement.layers[0]!.centerXPct,
  ).toBe(39)
  expect(asked.join('')).not.toContain('sk_')
  expect(await desk.page.content()).not.toContain('sk_')
})

test('a person signed in with Clerk edits without any key; one of another organization does not', async () => {
  await office.vitrine.service.accounts.link(office.accountId, ORGANIZATION)
  const desk = await open({ session: token(claims()) })
  await desk.page.locator('.stage').getByRole('button', { name: 'Layer 1', exact: true }).focus()
  await desk.page.keyboard.press('Shift+ArrowRight')
  await button(desk, 'Save').click()
  await desk.page.getByText('Saved.').waitFor()
  expect((await office.client.products.get(office.products[0]!)).placement.layers[0]!.centerXPct).toBe(41)
  const foreign = token(claims({ o: { id: 'org_2other', rol: 'admin', slg: 'other' } }))
  const answer = await fetch(`${office.keylessUrl}/vitrine/v1/products`, {
    headers: { authorization: `Bearer ${foreign}` },
  })
  expect(answer.status).toBe(403)
})

test('in French, every text is', async () => {
  const desk = await open({ lang: 'fr' })
  for (const name of ['Annuler', 'Rétablir', 'Enregistrer', 'Ajouter un calque'])
    await button(desk, name).waitFor()
  await desk.page.getByLabel('Version du logo').waitFor()
})

test.each(['light', 'dark'] as const)('an audit finds nothing, %s', async (theme) => {
  const desk = await open({ tenant: office.tenantId })
  await desk.page.evaluate((theme) => {
    Object.assign(document.querySelector('vitrine-placement-editor')!, { theme })
    document.body.style.background = theme === 'dark' ? '#161616' : '#fff'
  }, theme)
  await desk.page.getByLabel('Side').fill('2')
  await desk.page.locator('.findings .advice').first().waitFor()
  expect(await audit(desk.page, 'vitrine-placement-editor')).toEqual([])
})
