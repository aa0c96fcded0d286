import { expect, test } from 'vitest'
import { contentTypeOf, ObjectNotFoundError, type ObjectStore } from '../../src/ports/object-store.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (body: Uint8Array) => new TextDecoder().decode(body)

/** What every object store must do; a driver passes it as it is. `make` answers an empty store. */
export function objectStoreSuite(make: () => Promise<ObjectStore>): void {
  test('keeps what was put, and says what it is', async () => {
    const store = await make()
    expect(await store.put('acct_1/tnt_1/a.webp', bytes('one'))).toBe('created')
    const { body, contentType } = await store.get('acct_1/tnt_1/a.webp')
    expect([text(body), contentType]).toEqual(['one', 'image/webp'])
    await store.check()
  })

  test('a key is written once: the first stays', async () => {
    const store = await make()
    await store.put('a/b.png', bytes('first'))
    expect(await store.put('a/b.png', bytes('second'))).toBe('exists')
    expect(text((await store.get('a/b.png')).body)).toBe('first')
  })

  test('of twenty who put at once one creates, and all read its bytes', async () => {
    const store = await make()
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => store.put('race/x.webp', bytes(`writer ${n}`.repeat(10_000)))),
    )
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
    const winner = outcomes.indexOf('created')
    expect(text((await store.get('race/x.webp')).body)).toBe(`writer ${winner}`.repeat(10_000))
  })

  test('who reads while it is written sees nothing or all of it', async () => {
    const store = await make()
    const body = new Uint8Array(3_000_000).fill(7)
    for (let round = 0; round < 5; round += 1) {
      const key = `half/${round}.webp`
      let written = false
      const writing = store.put(key, body).then(() => {
        written = true
      })
      while (!written) {
        const seen = await store.get(key).catch((error) => error)
        if (seen instanceof Error) expect(seen).toBeInstanceOf(ObjectNotFoundError)
        else expect(seen.body.byteLength).toBe(body.byteLength)
      }
      await writing
    }
  })

  test('replacing shows the old or the new, never a mixture', async () => {
    const store = await make()
    await store.put('mend/a.png', new Uint8Array(500_000).fill(1))
    let replaced = false
    const replacing = store.replace('mend/a.png', new Uint8Array(500_000).fill(2)).then(() => {
      replaced = true
    })
    while (!replaced) expect(new Set((await store.get('mend/a.png')).body).size).toBe(1)
    await replacing
    expect((await store.get('mend/a.png')).body[0]).toBe(2)
  })

  test('what is not there is told so', async () => {
    const store = await make()
    await expect(store.get('no/such.png')).rejects.toThrow(ObjectNotFoundError)
  })

  test.each([
    '',
    '/',
    'a',
    'a/b',
    '../a.png',
    'a/../b.png',
    'a//b.png',
    '/a.png',
    'a/.b.png',
    '.a.png',
    'a\\b.png',
    'a\0.png',
    'a.png/',
    'a b.png',
    'é.png',
    'A.png',
    'a.png.',
    'a/b.toolong',
    '%2e%2e/a.png',
    `${'a'.repeat(400)}.png`,
  ])('the key %j names nothing and is not written', async (key) => {
    const store = await make()
    await expect(store.get(key)).rejects.toThrow(ObjectNotFoundError)
    await expect(store.put(key, bytes('x'))).rejects.toThrow()
    await store.check()
  })

  test('deleting a prefix takes exactly what is below it', async () => {
    const store = await make()
    const keys = [
      'acct_1/tnt_1/a.png',
      'acct_1/tnt_1/deep/b.png',
      'acct_1/tnt_10/c.png',
      'acct_1/d.png',
      'acct_2/tnt_1/e.png',
    ]
    for (const key of keys) await store.put(key, bytes(key))
    await store.deletePrefix('acct_1/tnt_1/')
    await store.deletePrefix('acct_9/nothing/')
    const left = []
    for (const key of keys) if (await store.get(key).catch(() => undefined)) left.push(key)
    expect(left).toEqual(keys.slice(2))
    expect(await store.put(keys[0]!, bytes('again'))).toBe('created')
  })

  test.each(['', '/', 'acct_1', 'acct_1/tnt_1', '../', 'a/../', 'a//', '/a/', '.incoming/', 'a\0/'])(
    'the prefix %j is refused',
    async (prefix) => {
      const store = await make()
      await store.put('acct_1/tnt_1/a.png', bytes('x'))
      await expect(store.deletePrefix(prefix)).rejects.toThrow()
      await store.get('acct_1/tnt_1/a.png')
    },
  )

  test('nothing is served as more than a picture', () => {
    for (const key of ['a.html', 'a.svg', 'a.js', 'a.xml', 'a.pdf'])
      expect(contentTypeOf(key)).toBe('application/octet-stream')
    for (const key of ['a.webp', 'a.avif', 'a.png', 'a.jpeg']) expect(contentTypeOf(key)).toMatch(/^image\//)
  })

  test('lists all there is, with what is known of it', async () => {
    const store = await make()
    const list = async () => {
      const found = []
      for await (const entry of store.list()) found.push(entry)
      return found
    }
    expect(await list()).toEqual([])
    const keys = Array.from({ length: 8 }, (_, n) => `acct_1/tnt_${n}/a.png`)
    for (const key of keys) await store.put(key, bytes(key))
    const found = await list()
    expect(found.map(({ key }) => key).toSorted()).toEqual(keys)
    expect(new Set(found.map((entry) => entry.bytes))).toEqual(new Set([keys[0]!.length]))
    expect(Math.abs(found[0]!.writtenAt.getTime() - Date.now())).toBeLessThan(60_000)
    await store.put('acct_1/tnt_1/deeper/b.png', bytes('b'))
    const below = []
    for await (const { key } of store.list('acct_1/tnt_1/')) below.push(key)
    expect(below.toSorted()).toEqual(['acct_1/tnt_1/a.png', 'acct_1/tnt_1/deeper/b.png'])
    for await (const { key } of store.list('acct_1/tnt_9/')) throw new Error(`${key} is elsewhere`)
  })

  test('deleting a key takes that one, and what is not there is deleted already', async () => {
    const store = await make()
    await store.put('a/b.png', bytes('1'))
    await store.put('a/c.png', bytes('2'))
    await store.delete('a/b.png')
    await store.delete('a/b.png')
    await expect(store.get('a/b.png')).rejects.toThrow(ObjectNotFoundError)
    expect(text((await store.get('a/c.png')).body)).toBe('2')
    await expect(store.delete('../a.png')).rejects.toThrow()
  })
}
