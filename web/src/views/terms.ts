/** The sum behind one unit, sorted so that what matters most can be read first. */

/** One unit worked out: `sum` is before the activation, `output` after it. */
export interface Working {
  inputs: Float32Array
  weights: Float32Array
  bias: number | null
  sum: number
  output: number
}

export interface Term {
  at: number
  input: number
  weight: number
  product: number
}

/** The `most` largest products, and the sum and count of the others; NaN inputs lie outside. */
export function largestTerms(
  { inputs, weights }: Working,
  most: number,
): { terms: Term[]; rest: number; restCount: number } {
  const all: Term[] = []
  weights.forEach((weight, at) => {
    const input = inputs[at] ?? NaN
    if (!Number.isNaN(input)) all.push({ at, input, weight, product: weight * input })
  })
  if (all.length <= most) return { terms: all, rest: 0, restCount: 0 }
  all.sort((a, b) => Math.abs(b.product) - Math.abs(a.product))
  const rest = all.slice(most).reduce((sum, term) => sum + term.product, 0)
  return { terms: all.slice(0, most), rest, restCount: all.length - most }
}

/** The `most` weights of the greatest size in the order of their inputs; of the others count and largest size. */
export function largestWeights(
  { weights }: Pick<Working, 'weights'>,
  most: number,
): { shown: { at: number; weight: number }[]; rest: number; restSize: number } {
  const all = Array.from(weights, (weight, at) => ({ at, weight }))
  if (all.length <= most) return { shown: all, rest: 0, restSize: 0 }
  all.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
  const shown = all.slice(0, most).sort((a, b) => a.at - b.at)
  return { shown, rest: all.length - most, restSize: Math.abs(all[most]?.weight ?? NaN) }
}
