/** Which cells of what comes in meet at a place of what goes out, tap by tap of a kernel. */

import {
  afterOf,
  cellsUnder,
  NO_BORDER,
  placeOver,
  type Border,
  type Cell,
  type Pair,
  type Sliding,
} from './sliding'
import { within } from '../../within'

/** A place of what goes out, and through which tap it was found; null keeps the tap. */
export interface Found {
  readonly place: Cell
  readonly tap: number | null
}

export interface Meeting {
  readonly taps: Pair
  /** Empty cells around what comes in. */
  readonly border: Border
  /** How far a press of an arrow key goes over what comes in. */
  readonly step: Pair
  /** For each tap the cell that it brings to a place; outside of the map where there is none. */
  readonly under: (place: Cell) => Cell[]
  /** The place that belongs to a cell that comes in. */
  readonly over: (cell: Cell) => Found
  /** The cell that comes in from which the arrow keys start. */
  readonly at: (place: Cell, tap: number) => Cell
  /** All places that this cell stamps, tap by tap; null where nothing is stamped. */
  readonly stamp: ((cell: Cell) => Cell[]) | null
}

/** A window slides over what comes in. */
export function windowMeeting(sliding: Sliding, size: Pair, places: Pair): Meeting {
  const under = (place: Cell): Cell[] => cellsUnder(sliding, place)
  return {
    taps: sliding.taps,
    border: [sliding.before, afterOf(sliding, size, places)],
    step: sliding.strides,
    under,
    over: (cell) => ({ place: placeOver(sliding, cell, places), tap: null }),
    at: (place) => middleOf(under(place)),
    stamp: null,
  }
}

/** The cell in the middle of a window. */
export function middleOf(under: readonly Cell[]): Cell {
  const [top = [0, 0], bottom = [0, 0]] = [under[0], under.at(-1)]
  return [(top[0] + bottom[0]) >> 1, (top[1] + bottom[1]) >> 1]
}

const NOWHERE: Cell = [-1, -1]

/** Every cell that comes in stamps the kernel; `before`: places in front that are cut off. */
export function stampMeeting(lie: Sliding, size: Pair, places: Pair): Meeting {
  const { taps, strides, dilation, before } = lie
  const tapAt = (n: number): Cell => [Math.floor(n / taps[1]), n % taps[1]]
  const count = taps[0] * taps[1]
  const stamp = (cell: Cell): Cell[] =>
    Array.from({ length: count }, (_, n) => {
      const tap = tapAt(n)
      const one = (axis: 0 | 1): number =>
        cell[axis] * strides[axis] + tap[axis] * dilation[axis] - before[axis]
      return [one(0), one(1)]
    })
  const under = (place: Cell): Cell[] =>
    Array.from({ length: count }, (_, n) => {
      const tap = tapAt(n)
      const one = (axis: 0 | 1): number =>
        (place[axis] + before[axis] - tap[axis] * dilation[axis]) / strides[axis]
      const cell: Cell = [one(0), one(1)]
      return isOn(cell, size) ? cell : NOWHERE
    })
  return {
    taps,
    border: NO_BORDER,
    step: [1, 1],
    under,
    over: (cell) => {
      const held: Cell = [within(cell[0], size[0]), within(cell[1], size[1])]
      const stamped = stamp(held)
      const tap = nearestTo((count - 1) >> 1, count, (n) => isOn(stamped[n] ?? NOWHERE, places))
      return { place: stamped[tap] ?? NOWHERE, tap }
    },
    at: (place, tap) => under(place)[linked(under(place), tap)] ?? [0, 0],
    stamp,
  }
}

/** The tap itself where it brings a cell, else the first that does; -1 where none does. */
export function linked(under: readonly Cell[], tap: number): number {
  return under[tap]?.[0] === -1 ? under.findIndex(([row]) => row !== -1) : tap
}

export function isOn([row, column]: Cell, [rows, columns]: Pair): boolean {
  const whole = Number.isInteger(row) && Number.isInteger(column)
  return whole && row >= 0 && column >= 0 && row < rows && column < columns
}

/** The number nearest to `wanted` below `count` that fits; `wanted` where none does. */
function nearestTo(wanted: number, count: number, fits: (n: number) => boolean): number {
  const all = Array.from({ length: count }, (_, n) => n).filter(fits)
  all.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))
  return all[0] ?? wanted
}
