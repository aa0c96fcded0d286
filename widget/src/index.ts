/** The classes, without registering them. */
export { PortalProblem, type ProblemCode } from './api/problem.ts'
export { VitrinePortal } from './elements/portal.ts'
export type { VitrineEvents } from './events/events.ts'
export type { MessageOverrides, Messages } from './i18n/messages.ts'
export type { Route, View } from './routing/route.ts'
