/** From what a probe attributes to each number to one value for each place that is drawn. */

import type { Part } from '../../../wire/frames'

/** How attributions are read: what `times` multiplies with is the input itself. */
export interface Reading {
  readonly absolute?: boolean
  readonly times?: boolean
}

/** One value for each place, in reading order. */
export interface Heat {
  readonly rows: number
  readonly columns: number
  readonly data: Float32Array
}

/**
 * Channels of a pixel are added up, or with `absolute` the largest counts; a word's vector counts by
 * its length, times the input by its sum; several values of a moment stand below each other.
 */
export function heatOf(attributions: Part, values: Part, reading: Reading, words: boolean): Heat {
  const { dims } = attributions
  const data = Float32Array.from(attributions.data, (share, n) =>
    reading.times ? share * (values.data[n] ?? NaN) : share,
  )
  if (dims.length === 3) {
    const [rows = 0, columns = 0, channels = 1] = dims
    return { rows, columns, data: joined(data, channels, reading.absolute ? largest : sum) }
  }
  if (dims.length === 2 && values.dims.length === 2) {
    const [moments = 0, width = 1] = dims
    const join = words ? (reading.times ? sum : length) : null
    if (join) return sized({ rows: 1, columns: moments, data: joined(data, width, join) }, reading)
    return sized({ rows: width, columns: moments, data: turned(data, moments, width) }, reading)
  }
  const [rows = 1, columns = 1] = dims.length === 2 ? dims : [1, dims[0]]
  return sized({ rows, columns, data }, reading)
}

/** Where the largest value lies, by size. */
export function peakOf({ data, columns }: Heat): { row: number; column: number; value: number } {
  let at = 0
  data.forEach((value, n) => {
    if (Math.abs(value) > Math.abs(data[at] ?? 0)) at = n
  })
  return { row: Math.floor(at / columns), column: at % columns, value: data[at] ?? NaN }
}

/** `[moments, width]` as `[width, moments]`: time runs to the right. */
export function turned(data: ArrayLike<number>, moments: number, width: number): Float32Array {
  return Float32Array.from({ length: moments * width }, (_, n) => {
    return data[(n % moments) * width + Math.floor(n / moments)] ?? NaN
  })
}

function sized(heat: Heat, { absolute }: Reading): Heat {
  return absolute ? { ...heat, data: heat.data.map(Math.abs) } : heat
}

function joined(
  data: Float32Array,
  width: number,
  join: (some: Float32Array) => number,
): Float32Array {
  return Float32Array.from({ length: data.length / width }, (_, n) =>
    join(data.subarray(n * width, (n + 1) * width)),
  )
}

const sum = (some: Float32Array): number => some.reduce((total, value) => total + value, 0)
const length = (some: Float32Array): number => Math.hypot(...some)
const largest = (some: Float32Array): number =>
  some.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
