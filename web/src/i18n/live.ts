import { area } from './area'

/** Texts of the run bar, the curves, the live pictures and their cards. */
export const live = area({ play: 'Play' }, { play: 'Start' })
