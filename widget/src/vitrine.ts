/** The script tag: registers the elements and takes its own origin as the API's. */
import { scriptOrigin } from './elements/script-origin.ts'

export * from './define.ts'

scriptOrigin.value = new URL(import.meta.url).origin
