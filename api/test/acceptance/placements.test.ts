import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Vitrine } from '../../../sdk/src/index.ts'
import { logoSvg, photoJpeg } from '../harness/pictures.ts'
import { startVitrine, type TestVitrine } from '../harness/vitrine.ts'

const CENTRE = { layers: [{ mode: 'box' as const, centerXPct: 50, centerYPct: 50, widthPct: 40 }] }

let vitrine: TestVitrine
let client: Vitrine
let itemId: string
let tenantId: string
beforeAll(async () => {
  vitrine = await startVitrine()
  client = (await vitrine.createAccount()).client
  const mug = await client.products.create({ name: 'Mug', price: { amount: 890, currency: 'EUR' } })
  itemId = mug.id
  await client.products.setImage(itemId, await photoJpeg())
  tenantId = (await client.tenants.create({ name: 'Acme', logo: logoSvg() })).id
})
afterAll(() => vitrine?.stop())

test('a placement is judged against the photo and the logo it is meant for', async () => {
  expect(await client.placements.validate({ placement: CENTRE, itemId, tenantId })).toMatchObject({
    valid: true,
    problems: [],
  })
  const twisted = { topLeft: { x: 10, y: 10 }, topRight: { x: 40, y: 40 } }
  const { valid, problems } = await client.placements.validate({
    placement: {
      layers: [
        {
          mode: 'quad',
          corners: { ...twisted, bottomRight: { x: 40, y: 10 }, bottomLeft: { x: 10, y: 40 } },
        },
      ],
    },
  })
  expect(valid).toBe(false)
  expect(problems[0]).toMatchObject({ path: '/layers/0/corners' })

  const beside = { layers: [{ mode: 'box' as const, centerXPct: 5, centerYPct: 50, widthPct: 40 }] }
  const { advice } = await client.placements.validate({
    placement: beside,
    photo: { width: 500, height: 1000 },
  })
  expect(advice.map(({ code }) => code)).toContain('off_photo')
})

test('a preview is the picture itself, at the size and in the format asked for', async () => {
  const { data: preview, response } = await client.placements
    .preview({ itemId, tenantId, placement: CENTRE, width: 320, format: 'avif' })
    .withResponse()
  expect(preview.type).toBe('image/avif')
  expect(response.headers.get('vitrine-legibility')).toMatch(/^[\d.]+; (good|fair); color$/)

  // Drawn where it was asked for: the logo's red is in this picture, and not in the one without a placement.
  const stored = await vitrine.database.query('select count(*)::int as n from renders')
  expect(stored).toEqual([{ n: 0 }])
  const plain = await client.placements.preview({ itemId, tenantId, width: 320 }).withResponse()
  expect(plain.data.type).toBe('image/webp')
  expect(plain.response.headers.get('vitrine-legibility')).toBeNull()
})

test('without a tenant a preview is the photo alone, and PNG loses nothing of it', async () => {
  const alone = await client.placements
    .preview({ itemId, placement: CENTRE, width: 320, format: 'png' })
    .withResponse()
  expect(alone.data.type).toBe('image/png')
  expect(alone.response.headers.get('vitrine-legibility')).toBeNull()
  const bytes = async (preview: Blob) => Buffer.from(await preview.arrayBuffer())
  const layerless = await client.placements.preview({
    itemId,
    tenantId,
    placement: { layers: [] },
    width: 320,
    format: 'png',
  })
  expect((await bytes(alone.data)).equals(await bytes(layerless))).toBe(true)
  const logo = await client.placements.preview({
    itemId,
    tenantId,
    placement: CENTRE,
    width: 320,
    format: 'png',
  })
  expect((await bytes(logo)).equals(await bytes(layerless))).toBe(false)
})

test('what cannot be drawn is said, with the field', async () => {
  const bare = await client.products.create({ name: 'Pen', price: { amount: 90, currency: 'EUR' } })
  await expect(client.placements.preview({ itemId: bare.id, tenantId })).rejects.toMatchObject({
    code: 'conflict',
  })
  const flat = { layers: [{ mode: 'box' as const, centerXPct: 50, widthPct: 40 }] }
  await expect(client.placements.preview({ itemId, tenantId, placement: flat })).rejects.toMatchObject({
    code: 'invalid_placement',
    errors: [{ path: '/placement/layers/0/centerYPct' }],
  })
  const other = (await vitrine.createAccount()).client
  await expect(other.placements.preview({ itemId, tenantId })).rejects.toMatchObject({ code: 'not_found' })
  await expect(other.placements.validate({ placement: CENTRE, itemId })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('the first picture of every item lands before the second of any', async () => {
  const account = await vitrine.createAccount()
  for (const name of ['One', 'Two', 'Three', 'Four']) {
    const item = await account.client.products.create({ name, price: { amount: 100, currency: 'EUR' } })
    await account.client.products.setImage(item.id, await photoJpeg({ color: '#cccccc' }))
    await account.client.products.setPlacement(item.id, CENTRE)
  }
  // Each state that a render went through, as a visitor could have seen it.
  await vitrine.database.query(`
    create table seen (at bigserial, item_id text, files integer);
    create function note_render() returns trigger language plpgsql security definer as
      $$ begin insert into seen (item_id, files) values (new.item_id, jsonb_array_length(new.files)); return new; end $$;
    create trigger note_render after insert or update on renders for each row execute function note_render();
  `)
  const { generation } = await account.client.tenants.create({ name: 'Beta', logo: logoSvg('#0044cc') })
  await account.client.generations.wait(generation!.id)
  const seen = await vitrine.database.query<{ item_id: string; files: number }>(
    'select * from seen order by at',
  )
  const firstComplete = seen.findIndex(({ files }) => files > 1)
  const usableBefore = new Set(
    seen.slice(0, firstComplete).flatMap(({ item_id, files }) => (files > 0 ? [item_id] : [])),
  )
  expect(usableBefore.size).toBe(4)
})
