/** Softmax worked out: the exponentials behind the shares. */

export interface Exponentials {
  readonly each: Float64Array
  readonly sum: number
  /** What was taken from every sum first, so that no power of e is too large to write. */
  readonly less: number
}

const LARGEST = 300

/** e to each sum, and all of them together. */
export function exponentials(sums: Float32Array): Exponentials {
  const most = sums.reduce((a, b) => Math.max(a, b), -Infinity)
  const less = Math.abs(most) > LARGEST ? most : 0
  const each = Float64Array.from(sums, (sum) => Math.exp(sum - less))
  return { each, less, sum: each.reduce((a, b) => a + b, 0) }
}

/** The places of the `most` largest values in their own order; all when there are no more. */
export function largest(values: Float32Array, most: number): number[] {
  const places = Array.from(values, (_, place) => place)
  if (places.length <= most) return places
  places.sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
  return places.slice(0, most)
}
