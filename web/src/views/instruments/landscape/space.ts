/** A surface over a square, turned in space and laid flat for the eye. */

import type { Turn } from '../answers/cloud'

/** As seen: x to the right and y upwards, both about -1 to 1; `depth` grows towards the eye. */
export interface Seen {
  readonly x: number
  readonly y: number
  readonly depth: number
}

const FLAT = 0.7 // the height of the box, as its side is 1.4

/** A point of the box: across and up from 0 to 1, height from 0 to 1. */
export function seenFrom(across: number, up: number, height: number, turn: Turn): Seen {
  const [cosA, sinA] = [Math.cos(turn.around), Math.sin(turn.around)]
  const [cosT, sinT] = [Math.cos(turn.tilt), Math.sin(turn.tilt)]
  const [right, back] = [1.4 * (across - 0.5), 1.4 * (up - 0.5)]
  const x = right * cosA - back * sinA
  const away = right * sinA + back * cosA
  const upright = FLAT * (height - 0.5)
  return { x, y: upright * cosT + away * sinT, depth: upright * sinT - away * cosT }
}

/** The cells of a grid of `size` points as numbers row * size + column, the farthest first. */
export function farthestFirst(size: number, turn: Turn): number[] {
  const cells: { at: number; depth: number }[] = []
  for (let row = 0; row < size - 1; row++)
    for (let column = 0; column < size - 1; column++) {
      const place = [(column + 0.5) / (size - 1), (row + 0.5) / (size - 1)] as const
      cells.push({ at: row * size + column, depth: seenFrom(...place, 0, turn).depth })
    }
  return cells.sort((one, other) => one.depth - other.depth).map(({ at }) => at)
}
