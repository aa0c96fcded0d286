import type { QuoteModule } from './flow.ts'

/** From npm the host's bundler splits it; the script tag's build puts load-script.ts in this place. */
export const loadQuote = (): Promise<QuoteModule> => import('./index.ts')
