/** How a window slides over a map, as the server tells it: what it sees from each of its places. */

import type { Part } from '../../../wire/frames'

/** Down and across. */
export type Pair = readonly [number, number]

/** A cell of a map, or a place of the window: row and column. */
export type Cell = Pair

/** Empty cells above and left of a map, and below and right of it. */
export type Border = readonly [Pair, Pair]

export const NO_BORDER: Border = [
  [0, 0],
  [0, 0],
]

export interface Sliding {
  readonly taps: Pair
  readonly strides: Pair
  readonly dilation: Pair
  /** Empty cells above and left of the map. */
  readonly before: Pair
}

/** The part `window` of an answer; `turned` for a sequence, which is drawn from left to right. */
export function slidingOf(part: Part, turned: boolean): Sliding {
  const pair = (at: number): Pair => {
    const [down = 1, across = 1] = part.data.subarray(at, at + 2)
    return turned ? [across, down] : [down, across]
  }
  return { taps: pair(0), strides: pair(2), dilation: pair(4), before: pair(6) }
}

/** How many cells the window spans, its gaps included. */
export function reachOf({ taps, dilation }: Sliding): Pair {
  return [(taps[0] - 1) * dilation[0] + 1, (taps[1] - 1) * dilation[1] + 1]
}

/** Empty cells below and right that the window sees from its last places. */
export function afterOf(sliding: Sliding, length: Pair, places: Pair): Pair {
  const reach = reachOf(sliding)
  const one = (axis: 0 | 1): number => {
    const end = (places[axis] - 1) * sliding.strides[axis] + reach[axis]
    return Math.max(0, end - length[axis] - sliding.before[axis])
  }
  return [one(0), one(1)]
}

/** The cells of the map under the window, tap by tap; they may lie outside the map. */
export function cellsUnder({ taps, strides, dilation, before }: Sliding, place: Cell): Cell[] {
  return Array.from({ length: taps[0] * taps[1] }, (_, n) => [
    place[0] * strides[0] + Math.floor(n / taps[1]) * dilation[0] - before[0],
    place[1] * strides[1] + (n % taps[1]) * dilation[1] - before[1],
  ])
}

/** The place of the window whose middle is nearest to a cell of the map. */
export function placeOver(sliding: Sliding, cell: Cell, places: Pair): Cell {
  const reach = reachOf(sliding)
  const one = (axis: 0 | 1): number => {
    const start = cell[axis] + sliding.before[axis] - (reach[axis] - 1) / 2
    const nearest = Math.round(start / sliding.strides[axis])
    return Math.min(places[axis] - 1, Math.max(0, nearest))
  }
  return [one(0), one(1)]
}

/** The number at a cell of one map of a part `[maps, rows, columns]`; null outside. */
export function numberAt(part: Part, map: number, [row, column]: Cell): number | null {
  const [, rows = 0, columns = 0] = part.dims
  if (row < 0 || column < 0 || row >= rows || column >= columns) return null
  return part.data[(map * rows + row) * columns + column] ?? null
}

/** Maps `[n, h, w]` or one map `[h, w]` as `[n, rows, columns]`, a sequence from left to right. */
export function mapsOf(part: Part, turned: boolean): Part {
  const [columns = 1, rows = 1, maps = 1] = [...part.dims].reverse()
  return { ...part, dims: turned ? [maps, columns, rows] : [maps, rows, columns] }
}

/** Rows and columns of a picture; a sequence is one row. */
export function lengthsOf(shape: readonly (number | null)[], flat: boolean): Pair {
  return flat ? [1, shape[0] ?? 1] : [shape[0] ?? 1, shape[1] ?? 1]
}
