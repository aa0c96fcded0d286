import type { Place } from './fields.ts'
import type { Findings } from './findings.ts'
import { type Folder, FolderError } from './folder.ts'

/** A file that holds an order of one portal. */
export interface OrderFile extends Place {
  /** Below `public/`. */
  path: string
  slug: string
}

const ORDERS = 'orders'

/** Every order there is, portal by portal; they are read one by one when their time comes. */
export async function listOrders(pictures: Folder | undefined, findings: Findings): Promise<OrderFile[]> {
  const found: OrderFile[] = []
  for (const { name: slug, kind } of await entriesOf(pictures, ORDERS, findings)) {
    const where = `public/${ORDERS}/${slug}`
    if (kind === 'outside') refuseLink(where, findings)
    if (kind !== 'folder') continue
    for (const { name, kind } of await entriesOf(pictures, `${ORDERS}/${slug}`, findings)) {
      const path = `${ORDERS}/${slug}/${name}`
      const place = { where: `public/${path}`, subject: `order ${idOf(name)}` }
      if (kind === 'outside') refuseLink(place.where, findings)
      else if (kind === 'file' && /\.json$/i.test(name)) found.push({ ...place, path, slug })
      else
        findings.tally({
          ...{ severity: 'note', code: 'left_out', where },
          message: 'What is there besides files of JSON is no order.',
        })
    }
  }
  return found
}

/** The order's id by the name of its file. */
export function idOf(name: string): string {
  return name
    .replace(/^.*\//, '')
    .replace(/\.json$/i, '')
    .replace(/^order-/, '')
    .slice(0, 200)
}

async function entriesOf(folder: Folder | undefined, path: string, findings: Findings) {
  try {
    return (await folder?.list(path)) ?? []
  } catch (error) {
    if (!(error instanceof FolderError)) throw error
    refuseLink(`public/${path}`, findings)
    return []
  }
}

function refuseLink(where: string, findings: Findings): void {
  findings.add({ severity: 'error', code: 'refused', where, message: 'It is a link that leaves the folder.' })
}
