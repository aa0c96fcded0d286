/** Registers every element of the widget. */
import './elements/portal-define.ts'

export * from './index.ts'
