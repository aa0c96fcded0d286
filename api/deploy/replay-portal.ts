import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const RENDERED_MS = 120_000
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path fill="#c8102e" d="M0 0h30v10H0z"/></svg>'

/** A product and a tenant by plain HTTP, until the picture with the logo can be fetched. */
export async function makePortal(
  url: string,
  account: { secretKey: string },
  photoPath: string,
): Promise<void> {
  const send = async (method: string, path: string, body?: BodyInit, type?: string) => {
    const headers: Record<string, string> = { authorization: `Bearer ${account.secretKey}` }
    if (type) headers['content-type'] = type
    const response = await fetch(url + path, { method, headers, body: body ?? null })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return JSON.parse(text)
  }
  const tell = (method: string, path: string, body: object) =>
    send(method, path, JSON.stringify(body), 'application/json')
  const product = await tell('POST', '/v1/products', { name: 'Cap', price: { amount: 990, currency: 'EUR' } })
  await send(
    'PUT',
    `/v1/products/${product.id}/image`,
    new Uint8Array(await readFile(photoPath)),
    'image/jpeg',
  )
  await tell('PUT', `/v1/products/${product.id}/placement`, {
    layers: [{ mode: 'box', centerXPct: 50, centerYPct: 40, widthPct: 25 }],
  })
  const form = new FormData()
  form.set('name', 'Replay')
  form.set('logo', new Blob([LOGO]), 'logo.svg')
  const tenant = await send('POST', '/v1/tenants', form)
  const until = Date.now() + RENDERED_MS
  for (;;) {
    const generation = await send('GET', `/v1/generations/${tenant.generation.id}`)
    if (generation.status === 'succeeded') break
    if (!['queued', 'running'].includes(generation.status) || Date.now() > until)
      throw new Error(`the generation is ${generation.status}`)
    await sleep(300)
  }
  const page = await fetch(`${url}/portal/${tenant.slug}`)
  const [picture] = /http[^"\s]+\/renders\/[^"\s]+\.webp/.exec(await page.text()) ?? []
  const shown = picture === undefined ? page : await fetch(picture)
  if (picture === undefined || shown.headers.get('content-type') !== 'image/webp')
    throw new Error(`the portal's page answers ${page.status}, and its picture ${shown.status}`)
}
