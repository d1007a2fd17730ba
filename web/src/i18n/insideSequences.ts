import { area } from './area'

/** Texts inside layers that read sequences: embedding, recurrence, attention. */
export const insideSequences = area({}, {})
