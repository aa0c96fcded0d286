import { base } from './base.ts'
import { cardStyles } from './cards.ts'
import { controlStyles } from './controls.ts'
import { frameStyles } from './frame.ts'
import { screenStyles } from './screens.ts'
import { tokens } from './tokens.ts'

export const styles = [tokens, base, frameStyles, cardStyles, screenStyles, controlStyles].join('')
