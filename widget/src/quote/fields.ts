import { isDateAhead, isEmail, isPhone, isPostalCode, isSiret, isVatNumber } from './checks.ts'
import type { en } from './en.ts'

export const steps = ['information', 'delivery', 'details'] as const
export type Step = (typeof steps)[number]
type TextKey = keyof typeof en

type AddressField = 'contactName' | 'addressLine1' | 'addressLine2' | 'postalCode' | 'city' | 'country'

/** A field by its place in the request. */
export type FieldName =
  | `customer.${'companyName' | 'contactName' | 'email' | 'phone' | 'department'}`
  | `shipping.${AddressField | 'notes'}`
  | `billing.${AddressField | 'vatNumber' | 'siret'}`
  | 'desiredDeliveryDate'
  | 'internalReference'
  | 'notes'

/** What has been typed, by field; `sameBilling` stands for the ticked box. */
export type Values = Partial<Record<FieldName, string>> & { sameBilling: boolean }

export interface Field {
  step: Step
  label: TextKey
  autocomplete: string
  required?: boolean
  type?: 'email' | 'tel' | 'date' | 'country' | 'text' | 'lines'
  inputmode?: string
  maxLength: number
  /** Two of them share a row where there is room. */
  half?: boolean
  hint?: TextKey
  /** What is wrong with something typed; nothing where all is well. */
  check?: (value: string, values: Values) => TextKey | false | undefined
}

const address = (prefix: 'shipping' | 'billing') => {
  const field = (
    label: TextKey,
    autocomplete: string,
    maxLength: number,
    more: Partial<Field> = {},
  ): Field => ({
    step: 'delivery',
    label,
    autocomplete: autocomplete && `${prefix} ${autocomplete}`,
    maxLength,
    ...more,
  })
  return {
    contactName: field('fieldRecipient', 'name', 200),
    addressLine1: field('fieldAddress', 'address-line1', 200, { required: true }),
    addressLine2: field('fieldAddress2', 'address-line2', 200),
    postalCode: field('fieldPostalCode', 'postal-code', 20, {
      required: true,
      half: true,
      check: (value, values) =>
        !isPostalCode(value, sentValue(`${prefix}.country`, values)) && 'wrongPostalCode',
    }),
    city: field('fieldCity', 'address-level2', 100, { required: true, half: true }),
    country: field('fieldCountry', 'country', 2, { required: true, type: 'country' }),
  }
}
const shipping = address('shipping')
const billing = address('billing')

/** In the order in which they are asked. */
export const fields: Record<FieldName, Field> = {
  'customer.companyName': {
    step: 'information',
    label: 'fieldCompany',
    autocomplete: 'organization',
    required: true,
    maxLength: 200,
  },
  'customer.contactName': {
    step: 'information',
    label: 'fieldName',
    autocomplete: 'name',
    required: true,
    maxLength: 200,
  },
  'customer.email': {
    step: 'information',
    label: 'fieldEmail',
    autocomplete: 'email',
    type: 'email',
    required: true,
    maxLength: 254,
    hint: 'hintEmail',
    check: (value) => !isEmail(value) && 'wrongEmail',
  },
  'customer.phone': {
    step: 'information',
    label: 'fieldPhone',
    autocomplete: 'tel',
    type: 'tel',
    maxLength: 40,
    half: true,
    check: (value) => !isPhone(value) && 'wrongPhone',
  },
  'customer.department': {
    step: 'information',
    label: 'fieldDepartment',
    autocomplete: 'organization-title',
    maxLength: 200,
    half: true,
  },
  'shipping.contactName': shipping.contactName,
  'shipping.addressLine1': shipping.addressLine1,
  'shipping.addressLine2': shipping.addressLine2,
  'shipping.postalCode': shipping.postalCode,
  'shipping.city': shipping.city,
  'shipping.country': shipping.country,
  'shipping.notes': { step: 'delivery', label: 'fieldDeliveryNotes', autocomplete: 'off', maxLength: 1000 },
  'billing.contactName': billing.contactName,
  'billing.addressLine1': billing.addressLine1,
  'billing.addressLine2': billing.addressLine2,
  'billing.postalCode': billing.postalCode,
  'billing.city': billing.city,
  'billing.country': billing.country,
  'billing.vatNumber': {
    step: 'delivery',
    label: 'fieldVatNumber',
    autocomplete: 'off',
    maxLength: 20,
    half: true,
    check: (value) => !isVatNumber(value) && 'wrongVatNumber',
  },
  'billing.siret': {
    step: 'delivery',
    label: 'fieldSiret',
    autocomplete: 'off',
    inputmode: 'numeric',
    maxLength: 20,
    half: true,
    check: (value) => !isSiret(value) && 'wrongSiret',
  },
  desiredDeliveryDate: {
    step: 'details',
    label: 'fieldDate',
    autocomplete: 'off',
    type: 'date',
    maxLength: 10,
    half: true,
    check: (value) => !isDateAhead(value) && 'wrongDate',
  },
  internalReference: {
    step: 'details',
    label: 'fieldReference',
    autocomplete: 'off',
    maxLength: 100,
    half: true,
    hint: 'hintReference',
  },
  notes: { step: 'details', label: 'fieldNotes', autocomplete: 'off', type: 'lines', maxLength: 2000 },
}

/** As it will be sent. */
export function sentValue(name: FieldName, values: Values): string {
  const value = (values[name] ?? '').trim()
  if (name === 'billing.siret' || name === 'billing.vatNumber')
    return value.replace(/[\s.-]/g, '').toUpperCase()
  return value
}

/** The fields of a step that are on screen. */
export function fieldsOf(step: Step, { sameBilling }: Values): FieldName[] {
  return (Object.keys(fields) as FieldName[]).filter(
    (name) => fields[name].step === step && !(sameBilling && name.startsWith('billing')),
  )
}

/** What is wrong with a field, if anything. */
export function problemWith(name: FieldName, values: Values): TextKey | undefined {
  const field = fields[name]
  const value = sentValue(name, values)
  if (!value) return field.required ? 'missing' : undefined
  return field.check?.(value, values) || undefined
}
