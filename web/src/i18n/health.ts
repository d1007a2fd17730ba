import { area } from './area'

/** Texts of the instruments that watch how training goes, and of what is found wrong. */
export const health = area({}, {})
