import type { Schemas } from '../../contract/handlers.ts'
import { countryCode } from '../orders/country.ts'
import { noteDropped, type Place, readString } from './fields.ts'
import type { Findings } from './findings.ts'
import { asObject } from './read.ts'

/** What an order says about people. Nothing of it is ever in a finding: only what became of it. */
export interface Contact {
  customer: Schemas['OrderCustomer'] | null
  shipping: Schemas['OrderShipping'] | null
  billing: Schemas['OrderBilling'] | null
  /** Its own notes, and what fits nowhere else. */
  notes: string | null
}

const CUSTOMER = ['firstName', 'lastName', 'email', 'company', 'department', 'phone']
const ADDRESS = [
  ...['addressLine1', 'address', 'street', 'addressLine2', 'postalCode', 'zipCode', 'zip', 'city', 'country'],
  ...['contactName', 'notes', 'vatNumber', 'siret'],
]
/** The form that the contract asks for. */
const EMAIL =
  /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i
const WORDS = {
  fr: { contact: 'Contact', shipping: 'Livraison', billing: 'Facturation' },
  en: { contact: 'Contact', shipping: 'Shipping', billing: 'Billing' },
}

export function readContact(
  order: Record<string, unknown>,
  { tenantName, locale, ...place }: Place & { tenantName: string; locale: 'fr' | 'en' },
  findings: Findings,
): Contact {
  const words = WORDS[locale]
  const customer = readCustomer(order.customer, tenantName, place, findings)
  const shipping = readAddress(order.shipping, 'shipping', place, findings)
  const billing = readAddress(order.billing, 'billing', place, findings)
  const notes = [
    readString(order.notes, { ...place, field: 'notes', max: 5000 }, findings),
    customer?.rest && `${words.contact} : ${customer.rest}`,
    shipping?.rest && `${words.shipping} : ${shipping.rest}`,
    billing?.rest && `${words.billing} : ${billing.rest}`,
  ].filter(Boolean)
  return {
    customer: customer?.value ?? null,
    shipping: shipping?.value ?? null,
    billing: (billing?.value ?? shipping?.value ?? null) as Contact['billing'],
    notes: notes.join('\n') || null,
  }
}

/** A value in the contract's form, or what there is of it as text. */
type Read<T> = { value: T; rest?: undefined } | { value?: undefined; rest: string }

function readCustomer(
  value: unknown,
  tenantName: string,
  place: Place,
  findings: Findings,
): Read<Schemas['OrderCustomer']> | undefined {
  const { text } = reader(value, 'customer', CUSTOMER, place, findings)
  const say = (message: string) => findings.add({ severity: 'warning', code: 'adjusted', ...place, message })
  const contactName = [text('firstName', 100), text('lastName', 100)].filter(Boolean).join(' ')
  const company = text('company', 200)
  const email = text('email', 254)
  const [phone, department] = [text('phone', 50), text('department', 200)]
  if (!email || !EMAIL.test(email)) {
    const rest = [contactName, company, department, email, phone].filter(Boolean).join(', ')
    say(
      rest
        ? 'Its customer has no e-mail address that is one; what is known stands in the notes.'
        : 'It has no customer.',
    )
    return rest ? { rest } : undefined
  }
  if (!contactName) say('Its customer has no name; the e-mail address stands in.')
  if (!company)
    findings.tally({
      ...{ severity: 'note', code: 'adjusted', where: place.where.replace(/[^/]+$/, '*') },
      message: 'A customer without a company has the tenant’s name for one.',
    })
  return {
    value: {
      ...{ companyName: company ?? tenantName, contactName: contactName || email, email },
      ...(phone ? { phone } : {}),
      ...(department ? { department } : {}),
    },
  }
}

function readAddress(
  value: unknown,
  what: 'shipping' | 'billing',
  place: Place,
  findings: Findings,
): Read<Schemas['OrderBilling']> | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const { text } = reader(
    typeof value === 'string' ? { address: value } : value,
    what,
    ADDRESS,
    place,
    findings,
  )
  const addressLine1 = text('addressLine1', 200) ?? text('address', 200) ?? text('street', 200)
  const addressLine2 = text('addressLine2', 200)
  const postalCode = text('postalCode', 20) ?? text('zipCode', 20) ?? text('zip', 20)
  const city = text('city', 200)
  const written = text('country', 100)
  const country = written && countryCode(written)
  const [contactName, notes] = [text('contactName', 200), text('notes', 2000)]
  const billing = what === 'billing' ? { vatNumber: text('vatNumber', 30), siret: text('siret', 30) } : {}
  const siret = billing.siret?.replaceAll(/\s/g, '')
  const fits = !siret || /^\d{14}$/.test(siret)
  if (!addressLine1 || !postalCode || !city || !country || !fits) {
    const parts = [contactName, addressLine1, addressLine2, postalCode, city, written, billing.vatNumber]
    const rest = [...parts, billing.siret, notes].filter(Boolean).join(', ')
    if (rest)
      findings.add({
        ...{ severity: 'warning', code: 'adjusted', ...place },
        message: `Its ${what} address is incomplete, or ${fits ? 'its country is none' : 'its SIRET is none'}; it stands in the notes.`,
      })
    return rest ? { rest } : undefined
  }
  return {
    value: {
      ...{ addressLine1, postalCode, city, country },
      ...(addressLine2 ? { addressLine2 } : {}),
      ...(contactName ? { contactName } : {}),
      ...(notes ? { notes } : {}),
      ...(billing.vatNumber ? { vatNumber: billing.vatNumber } : {}),
      ...(siret ? { siret } : {}),
    },
  }
}

/** Reads the fields of one object, and notes those that nobody knows by their names. */
function reader(value: unknown, what: string, known: string[], place: Place, findings: Findings) {
  const all = asObject(value) ?? {}
  noteDropped(all, known, `public/orders/*/${what}`, findings)
  const text = (field: string, max: number) =>
    readString(all[field], { ...place, field: `${what}.${field}`, max }, findings)
  return { text }
}
