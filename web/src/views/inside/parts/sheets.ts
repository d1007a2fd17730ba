/** Numbers of any shape laid out flat: as maps of rows and columns that can be drawn. */

import type { Part } from '../../../wire/frames'
import type { Cell } from './sliding'

/** `[height, width, channels]` is a map for each channel; a list is wrapped into lines. */
export interface Sheets {
  readonly maps: number
  readonly rows: number
  readonly columns: number
  /** How many numbers there are; the last line of a list may not be full. */
  readonly count: number
}

const SHORTEST_LINE = 64

export function sheetsOf(shape: readonly number[]): Sheets {
  const count = shape.reduce((product, length) => product * length, 1)
  const last = shape.at(-1) ?? 1
  if (shape.length <= 1) {
    let columns = SHORTEST_LINE
    while (count / columns > columns / 2) columns *= 2
    columns = Math.max(1, Math.min(columns, count))
    return { maps: 1, rows: Math.max(1, Math.ceil(count / columns)), columns, count }
  }
  if (shape.length === 2) return { maps: 1, rows: count / last, columns: last, count }
  const columns = shape.at(-2) ?? 1
  return { maps: last, rows: count / last / columns, columns, count }
}

/** Where a number stands: which map, and its cell. */
export function spotOf({ maps, columns }: Sheets, at: number): { map: number; cell: Cell } {
  const place = Math.floor(at / maps)
  return { map: at % maps, cell: [Math.floor(place / columns), place % columns] }
}

/** Which number stands in a cell of a map; null where the last line has ended. */
export function numberIn(sheets: Sheets, map: number, [row, column]: Cell): number | null {
  const { maps, rows, columns, count } = sheets
  if (row < 0 || column < 0 || row >= rows || column >= columns) return null
  const at = (row * columns + column) * maps + map
  return at < count ? at : null
}

/** The numbers as a part `[maps, rows, columns]`; NaN where the last line has ended. */
export function laidOut(part: Part, sheets: Sheets): Part {
  const { maps, rows, columns } = sheets
  const data = new Float32Array(maps * rows * columns).fill(NaN)
  part.data.forEach((value, at) => {
    const { map, cell } = spotOf(sheets, at)
    data[(map * rows + cell[0]) * columns + cell[1]] = value
  })
  return { dims: [maps, rows, columns], ranges: part.ranges, data }
}

/** A place in words, counted from 1, in the shape's own axes. */
export function placeText(shape: readonly number[], at: number): string {
  const places: number[] = []
  let rest = at
  for (const length of [...shape].reverse()) {
    places.unshift((rest % length) + 1)
    rest = Math.floor(rest / length)
  }
  return places.join(', ')
}

/** The first of `shown` maps to show so that one of them is there; the same as before if it is. */
export function pageWith(map: number, first: number, { maps }: Sheets, shown: number): number {
  if (map >= first && map < first + shown) return first
  return Math.max(0, Math.min(maps - shown, Math.floor(map / shown) * shown))
}
