/** Numbers of any shape as pictures of one map each; a sequence runs from left to right. */

import { sheetsOf } from './sheets'
import type { Cell } from './Cells'

export interface Layout {
  readonly height: number
  readonly width: number
  readonly maps: number
  /** Which number stands in a cell of a map. */
  readonly at: (map: number, cell: Cell) => number
}

export function layoutOf(shape: readonly number[]): Layout {
  if (shape.length === 2) {
    const [time = 1, features = 1] = shape
    const at = (_: number, [row, column]: Cell): number => column * features + row
    return { height: features, width: time, maps: 1, at }
  }
  const { rows, columns, maps } = sheetsOf(shape)
  const at = (map: number, [row, column]: Cell): number => (row * columns + column) * maps + map
  return { height: rows, width: columns, maps, at }
}

/** One map of the numbers, row by row; NaN where a wrapped line has ended. */
export function mapOf({ height, width, at }: Layout, values: ArrayLike<number>, map: number) {
  return Float32Array.from(
    { length: height * width },
    (_, n) => values[at(map, [Math.floor(n / width), n % width])] ?? NaN,
  )
}
