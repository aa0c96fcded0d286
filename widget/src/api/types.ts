/** What the portal operations of the API answer. Types only: the widget ships none of the SDK's code. */
import type { components } from '../../../sdk/src/types.gen.ts'

type Schemas = components['schemas']

export type Portal = Schemas['Portal']
export type Item = Schemas['PortalItem']
export type ItemDetail = Schemas['PortalItemDetail']
export type ItemPage = Schemas['PortalItemPage']
export type Picture = Schemas['Image']
export type Money = Schemas['Money']
export type Progress = Schemas['Progress']
export type Theme = Portal['theme']
