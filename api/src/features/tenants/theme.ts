import { legibleOn } from '../../color.ts'
import type { Schemas } from '../../contract/handlers.ts'
import type { TenantRow } from '../../data/rows.ts'

/** Where neither the partner nor the logo gives a colour. */
const NEUTRAL = { primary: '#1f2937', secondary: '#6b7280' }

/** The colours of a portal: given, else taken from the logo. */
export function themeOf(
  row: Pick<TenantRow, 'primaryColor' | 'secondaryColor' | 'logo'>,
): Schemas['Portal']['theme'] {
  const [first, second] = row.logo?.colors ?? []
  const primaryColor = (row.primaryColor ?? first ?? NEUTRAL.primary).toLowerCase()
  const secondaryColor = (row.secondaryColor ?? second ?? NEUTRAL.secondary).toLowerCase()
  return {
    primaryColor,
    onPrimaryColor: legibleOn(primaryColor),
    secondaryColor,
    onSecondaryColor: legibleOn(secondaryColor),
  }
}
