/** What the portal operations answer, in the SDK's words. Types only: the widget ships none of the SDK's code. */
import type { Page, PortalItem } from '../../../sdk/src/index.ts'

export type {
  ErrorCode,
  Image as Picture,
  Money,
  OrderCreate,
  OrderReceipt,
  Portal,
  PortalItem as Item,
  PortalItemDetail as ItemDetail,
} from '../../../sdk/src/index.ts'

export type ItemPage = Page<PortalItem>
