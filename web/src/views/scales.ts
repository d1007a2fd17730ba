/** Which numbers the ends of a color scale stand for. */

import { around, type Scale } from '../live/colors'

const BOUNDED: Record<string, Scale> = {
  tanh: { least: -1, greatest: 1 },
  hard_tanh: { least: -1, greatest: 1 },
  softsign: { least: -1, greatest: 1 },
  sigmoid: { least: 0, greatest: 1 },
  hard_sigmoid: { least: 0, greatest: 1 },
  sparse_sigmoid: { least: 0, greatest: 1 },
  softmax: { least: 0, greatest: 1 },
}

/** The scale of a node's answers: its activation's own limits, else around zero to the largest seen. */
export function scaleOf(activation: string, range: Scale): Scale {
  return BOUNDED[activation] ?? around(range, 1e-6)
}

/** Colors for values that may or may not be negative, and the scale that goes with them. */
export function pictureScale(range: Scale): { colors: 'diverging' | 'sequential'; scale: Scale } {
  if (range.least < 0) return { colors: 'diverging', scale: around(range, 1e-6) }
  const greatest = Number.isNaN(range.greatest) ? 1 : Math.max(range.greatest, 1e-6)
  return { colors: 'sequential', scale: { least: 0, greatest } }
}
