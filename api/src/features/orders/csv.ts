import { countryName } from './country.ts'
import type { OrderRow, StoredLine } from './orders.ts'

type Locale = 'fr' | 'en'

/** Tells Excel that it is UTF-8. */
const MARK = '\uFEFF'
const SEPARATOR: Record<Locale, string> = { fr: ';', en: ',' }

/** Text, or a number with so many decimals. */
type Cell = string | null | undefined | { value: number; decimals: number }

interface Column {
  title: Record<Locale, string>
  cell: (order: OrderRow, line: StoredLine, locale: Locale) => Cell
}

const column = (fr: string, en: string, cell: Column['cell']): Column => ({ title: { fr, en }, cell })

const COLUMNS: Column[] = [
  column('Numéro', 'Number', ({ number }) => number),
  column('Date (UTC)', 'Date (UTC)', ({ createdAt }, _, locale) => dateTime(createdAt.toISOString(), locale)),
  column('Statut', 'Status', ({ status }, _, locale) => (locale === 'fr' ? STATUS[status] : status)),
  column('Portail', 'Portal', ({ tenantName }) => tenantName),
  column('Société', 'Company', ({ customer }) => customer?.companyName),
  column('Contact', 'Contact', ({ customer }) => customer?.contactName),
  column('E-mail', 'E-mail', ({ customer }) => customer?.email),
  column('Téléphone', 'Phone', ({ customer }) => customer?.phone),
  column('Service', 'Department', ({ customer }) => customer?.department),
  column('Livraison : adresse', 'Shipping: address', ({ shipping }) => address(shipping)),
  column('Livraison : code postal', 'Shipping: postal code', ({ shipping }) => shipping?.postalCode),
  column('Livraison : ville', 'Shipping: city', ({ shipping }) => shipping?.city),
  column('Livraison : pays', 'Shipping: country', ({ shipping }, _, locale) => country(shipping, locale)),
  column('Facturation : adresse', 'Billing: address', ({ billing }) => address(billing)),
  column('Facturation : code postal', 'Billing: postal code', ({ billing }) => billing?.postalCode),
  column('Facturation : ville', 'Billing: city', ({ billing }) => billing?.city),
  column('Facturation : pays', 'Billing: country', ({ billing }, _, locale) => country(billing, locale)),
  column('N° de TVA', 'VAT number', ({ billing }) => billing?.vatNumber),
  column('SIRET', 'SIRET', ({ billing }) => billing?.siret),
  column('Livraison souhaitée', 'Desired delivery', ({ desiredDeliveryDate }, _, locale) =>
    desiredDeliveryDate ? date(desiredDeliveryDate, locale) : null,
  ),
  column('Référence interne', 'Internal reference', ({ internalReference }) => internalReference),
  column('Remarques', 'Notes', ({ notes }) => notes),
  column('Article', 'Item', (_, { name }) => name),
  column('Référence article', 'Item reference', (_, { externalId, itemId }) => externalId ?? itemId),
  column('Contenu', 'Contents', (_, { contents }) =>
    contents?.map(({ quantity, name }) => `${quantity} × ${name}`).join(', '),
  ),
  column('Quantité', 'Quantity', (_, { quantity }) => ({ value: quantity, decimals: 0 })),
  column('Prix unitaire HT', 'Unit price excl. tax', ({ currency }, { unitAmount }) =>
    money(unitAmount, currency),
  ),
  column('Total ligne HT', 'Line total excl. tax', ({ currency }, { totalAmount }) =>
    money(totalAmount, currency),
  ),
  column('Total demande HT', 'Order total excl. tax', ({ currency, subtotalAmount }) =>
    money(Number(subtotalAmount), currency),
  ),
  column('Devise', 'Currency', ({ currency }) => currency),
]

const STATUS: Record<OrderRow['status'], string> = {
  pending_quote: 'Devis à établir',
  quoted: 'Devis envoyé',
  confirmed: 'Confirmée',
  processing: 'En cours',
  completed: 'Terminée',
  declined: 'Déclinée',
  canceled: 'Annulée',
}

/** The rows of orders as they are read, with their titles first: also of no order at all. */
export async function* ordersCsv(pages: AsyncIterable<OrderRow[]>, locale: Locale): AsyncGenerator<string> {
  yield MARK +
    row(
      COLUMNS.map(({ title }) => title[locale]),
      locale,
    )
  for await (const orders of pages) {
    const rows = orders.flatMap((order) =>
      order.lines.map((line) =>
        row(
          COLUMNS.map(({ cell }) => cell(order, line, locale)),
          locale,
        ),
      ),
    )
    if (rows.length > 0) yield rows.join('')
  }
}

function row(cells: Cell[], locale: Locale): string {
  return `${cells.map((cell) => text(cell, locale)).join(SEPARATOR[locale])}\r\n`
}

/** What spreadsheets take for the beginning of a formula, also in full width, behind blanks or on a line of its own. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

function text(cell: Cell, locale: Locale): string {
  if (cell === null || cell === undefined || cell === '') return ''
  if (typeof cell === 'object') {
    const figures = cell.value.toFixed(cell.decimals)
    return locale === 'fr' ? figures.replace('.', ',') : figures
  }
  // The apostrophe is Excel's own way to say that what follows is text.
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return `"${safe.replaceAll('"', '""')}"`
}

function money(amount: number, currency: string): Cell {
  const { maximumFractionDigits: decimals = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return { value: amount / 10 ** decimals, decimals }
}

function address(parts: { addressLine1: string; addressLine2?: string } | null): string | undefined {
  return parts ? [parts.addressLine1, parts.addressLine2].filter(Boolean).join('\n') : undefined
}

function country(parts: { country: string } | null, locale: Locale): string | undefined {
  return parts ? (countryName(parts.country, locale) ?? parts.country) : undefined
}

/** A day in a form that Excel takes for one: 31/12/2026 in French, 2026-12-31 else. */
function date(iso: string, locale: Locale): string {
  return locale === 'fr' ? iso.slice(0, 10).split('-').reverse().join('/') : iso.slice(0, 10)
}

function dateTime(iso: string, locale: Locale): string {
  return `${date(iso, locale)} ${iso.slice(11, 16)}`
}
