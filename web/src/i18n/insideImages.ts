import { area } from './area'

/** Texts inside layers that look at pictures and sequences through windows, or change their shape. */
export const insideImages = area({}, {})
