import { area } from './area'

/** Texts of the instruments that show what an answer hangs on. */
export const why = area({}, {})
