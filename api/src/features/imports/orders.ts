import { newId } from '../../ids.ts'
import type { Principal } from '../../ports/identity.ts'
import type { PastOrder } from '../orders/history.ts'
import { readContact } from './contacts.ts'
import { noteDropped, readString, toCents } from './fields.ts'
import { createLinks } from './links.ts'
import { readDate, readStatus } from './order-facts.ts'
import { idOf, type OrderFile } from './order-files.ts'
import { type PlannedLine, readLines } from './order-lines.ts'
import { asObject, readJson } from './read.ts'
import type { ImportParts, Run } from './run.ts'

const FIELDS = [
  ...['id', 'tenant', 'orderDate', 'customer', 'items', 'total', 'status'],
  ...['shipping', 'billing', 'notes', 'internalReference', 'desiredDeliveryDate'],
]

interface Portal {
  tenant: { id: string; name: string; slug: string }
  /** Orders that are there. */
  ids: Set<string>
  /** Those of this run alone. */
  seen: Set<string>
}

type Parts = Pick<ImportParts, 'catalog' | 'tenants' | 'orderHistory' | 'portals'>

/** Brings the orders, each in one step, with its lines as they were. */
export async function bringOrders(parts: Parts, run: Run, items: Set<string>): Promise<void> {
  const { accountId, prototype, dryRun, signal, findings, count } = run
  const { orders } = prototype
  const links = createLinks(parts.catalog, accountId, items)
  const portals = new Map<string, Portal>()
  const now = new Date()

  for (const [i, file] of orders.entries()) {
    if (signal.aborted) return
    const note = file.subject.replace(/^order /, '')
    run.onProgress('orders', i, orders.length, note)
    count('order', 'found')
    count('order', await bring(file))
    run.onProgress('orders', i + 1, orders.length, note)
  }

  async function bring(file: OrderFile): Promise<'imported' | 'unchanged' | 'left'> {
    const { where, subject, slug } = file
    const left = (message: string) => {
      findings.add({ severity: 'error', code: 'invalid', where, subject, message })
      return 'left' as const
    }
    const value = await readJson(prototype.publicFolder!, file.path, findings, where)
    // What is wrong with it has been said.
    if (value === undefined) return 'left'
    const raw = asObject(value)
    if (!raw) return left('It is not an order that can be read; it was left out.')
    const id = readString(raw.id, { where, subject, field: 'id', max: 200 }, findings) ?? idOf(file.path)
    const portal = portals.get(slug) ?? (await openPortal(file))
    portals.set(slug, portal)
    if (portal.seen.has(id)) return left('Another file holds an order of this id; this one was left out.')
    portal.seen.add(id)
    if (portal.ids.has(id)) return 'unchanged'
    const order = await read(raw, { file, id, portal })
    if (order.lines.length === 0) return left('It has no line that can be read; it was left out.')
    if (dryRun) return 'imported'
    return (await parts.orderHistory.add(accountId, order)) ? 'imported' : 'unchanged'
  }

  async function read(
    raw: Record<string, unknown>,
    { file, id, portal: { tenant } }: { file: OrderFile; id: string; portal: Portal },
  ): Promise<PastOrder> {
    const { where, subject } = file
    const place = { where, subject }
    noteDropped(raw, FIELDS, `public/orders/*`, findings)
    if (typeof raw.tenant === 'string' && raw.tenant !== tenant.slug && raw.tenant !== tenant.name)
      findings.add({
        ...{ severity: 'warning', code: 'adjusted', ...place },
        message: 'It names another tenant; the folder it lies in counts.',
      })
    const planned = readLines(raw.items, place, findings)
    const lines = await Promise.all(planned.map((line) => toLine(line, file)))
    checkTotal(raw.total, lines, file)
    const day = readString(
      raw.desiredDeliveryDate,
      { ...place, field: 'desiredDeliveryDate', max: 40 },
      findings,
    )
    return {
      externalId: id,
      ...{ tenantId: tenant.id, tenantName: tenant.name, tenantSlug: tenant.slug },
      status: readStatus(raw.status, place, findings),
      ...readContact(raw, { ...place, tenantName: tenant.name, locale: run.locale }, findings),
      desiredDeliveryDate: /^\d{4}-\d\d-\d\d/.exec(day ?? '')?.[0] ?? null,
      internalReference:
        readString(raw.internalReference, { ...place, field: 'internalReference', max: 200 }, findings) ??
        null,
      lines,
      currency: 'EUR',
      createdAt: readDate(raw.orderDate, { ...place, id, now }, findings),
    }
  }

  /** Linked to what the catalogue holds, frozen as it is either way. */
  async function toLine(
    line: PlannedLine,
    { where, subject }: OrderFile,
  ): Promise<PastOrder['lines'][number]> {
    const { kind, id, name, quantity, unitAmount } = line
    const item = id === undefined ? undefined : await links.find(kind, id)
    if (!item)
      findings.add({
        ...{ severity: 'note', code: 'broken_reference', where, subject },
        message: `Its line of ${id ?? 'no id'} is kept as it stands: the catalogue does not hold it.`,
      })
    const parts = await Promise.all(
      line.parts.map(async (part) => ({ ...part, item: await links.find('product', part.id) })),
    )
    const known = parts.flatMap(({ item, name, quantity }) =>
      item ? [{ itemId: item.id, externalId: item.externalId, name: name ?? item.name, quantity }] : [],
    )
    return {
      ...{
        itemId: item?.id ?? null,
        externalId: item?.externalId ?? id ?? null,
        kind,
        name,
        quantity,
        unitAmount,
      },
      totalAmount: unitAmount * quantity,
      contents: kind === 'pack' && known.length > 0 && known.length === parts.length ? known : null,
      image: null,
    }
  }

  function checkTotal(value: unknown, lines: PastOrder['lines'], { where, subject }: OrderFile): void {
    const sum = lines.reduce((total, line) => total + line.totalAmount, 0)
    const given = toCents(value)
    if (given?.cents === sum) return
    const euros = (sum / 100).toFixed(2)
    findings.add({
      ...{ severity: 'note', code: 'adjusted', where, subject },
      message: given
        ? `Its total was ${(given.cents / 100).toFixed(2)}; its lines come to ${euros}, which counts.`
        : `Its total was no number; its lines come to ${euros}.`,
    })
  }

  async function openPortal({ slug, where }: OrderFile): Promise<Portal> {
    const { ids, tenantId } = await parts.orderHistory.known(accountId, slug)
    const tenant = await findTenant(slug)
    const folder = where.replace(/\/[^/]*$/, '')
    const subject = `tenant ${slug.slice(0, 80)}`
    if (tenant) {
      const { id, name } = tenant
      const adopted = dryRun ? 0 : await parts.orderHistory.adopt(accountId, { id, name, slug })
      if (adopted > 0)
        findings.add({
          ...{ severity: 'note', code: 'adjusted', where: folder, subject },
          message: `It was not there when ${adopted} of its orders came over; they are its own now.`,
        })
      return { tenant: { id, name, slug }, ids, seen: new Set() }
    }
    findings.add({
      ...{ severity: 'warning', code: 'broken_reference', where: folder, subject },
      message: 'There is no such tenant; its orders came over as those of one that is gone.',
    })
    return { tenant: { id: tenantId ?? newId('tnt'), name: slug, slug }, ids, seen: new Set() }
  }

  async function findTenant(slug: string): Promise<{ id: string; name: string } | undefined> {
    // The operator: every tenant of the account, and no key.
    const who: Principal = { accountId, id: 'import', scopes: new Set(), tenantId: undefined }
    const page = { limit: 1, cursor: undefined }
    const [found] = (await parts.tenants.list(who, { externalId: slug }, page)).data
    if (found) return found.row
    // One that the account made otherwise, at the same address.
    const owner = await parts.portals.owner(slug)
    if (owner?.accountId === accountId) return owner
    const planned = dryRun && !owner ? prototype.tenants.find((tenant) => tenant.slug === slug) : undefined
    return planned && { id: slug, name: planned.name }
  }
}
