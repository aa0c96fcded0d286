/** Checks of what people type. Lenient where the world is: a wrong refusal costs an order, a typo costs a call. */

export function isEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text)
}

export function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length
  return /^\+?[\d\s().\-/]+$/.test(text) && digits >= 6 && digits <= 15
}

/** How many digits a postal code has, where it has nothing else. */
const digits: Record<string, number> = {
  AT: 4,
  BE: 4,
  CH: 4,
  DE: 5,
  DK: 4,
  ES: 5,
  FR: 5,
  IT: 5,
  LU: 4,
  MC: 5,
  NO: 4,
}

export function isPostalCode(text: string, country: string): boolean {
  const count = digits[country]
  if (count) return new RegExp(`^\\d{${count}}$`).test(text.replace(/\s/g, ''))
  return /^[\p{L}\d][\p{L}\d\s-]*$/u.test(text)
}

export function isVatNumber(text: string): boolean {
  return /^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(text)
}

/** 14 digits, the last of which checks the others; those of La Poste's branches follow a rule of their own. */
export function isSiret(text: string): boolean {
  if (!/^\d{14}$/.test(text)) return false
  const sum = [...text].reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0 || text.startsWith('356000000')
}

/** A day after today, by the visitor's own calendar. */
export function isDateAhead(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && text >= tomorrow()
}

export function tomorrow(): string {
  const day = new Date()
  day.setDate(day.getDate() + 1)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}
