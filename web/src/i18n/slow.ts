import { area } from './area'

/** Texts of slow motion: one training step, told in stages. */
export const slow = area({}, {})
