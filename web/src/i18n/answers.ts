import { area } from './area'

/** Texts of the instruments that show answers to many examples. */
export const answers = area({}, {})
