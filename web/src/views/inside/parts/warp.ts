/** Where the pixels of a moved image came from: places between pixels of the image before. */

import type { Cell, Pair } from './sliding'

/** For each pixel after it, row by row; `single` is 0 where it came from no one place. */
export interface Sources {
  readonly width: number
  readonly rows: ArrayLike<number>
  readonly columns: ArrayLike<number>
  readonly single: ArrayLike<number>
}

/** Row and column before, with fractions; null where there is no one place. */
export function sourceOf(sources: Sources, [row, column]: Cell): Cell | null {
  const at = row * sources.width + column
  if (sources.single[at] !== 1) return null
  return [sources.rows[at] ?? NaN, sources.columns[at] ?? NaN]
}

const ROUNDING = 1e-3

/** The pixels that a place lies between: one, two or four. */
export function around([row, column]: Cell, [rows, columns]: Pair): Cell[] {
  const between = (place: number, length: number): number[] => {
    const low = Math.floor(place + ROUNDING)
    const high = Math.ceil(place - ROUNDING)
    return [...new Set([low, high])].filter((one) => one >= 0 && one < length)
  }
  return between(row, rows).flatMap((one) =>
    between(column, columns).map((other): Cell => [one, other]),
  )
}

/** The pixel after it that came from nearest to a cell before. */
export function nearest(sources: Sources, [row, column]: Cell): Cell {
  let best = 0
  let least = Infinity
  for (let at = 0; at < sources.rows.length; at++) {
    if (sources.single[at] !== 1) continue
    const distance = Math.hypot(
      (sources.rows[at] ?? NaN) - row,
      (sources.columns[at] ?? NaN) - column,
    )
    if (distance < least) [best, least] = [at, distance]
  }
  return [Math.floor(best / sources.width), best % sources.width]
}
