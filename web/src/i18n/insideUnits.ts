import { area } from './area'

/** Texts inside layers of units: sums, activations, chance, normalization, joins. */
export const insideUnits = area({}, {})
