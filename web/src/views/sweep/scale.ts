/** Where losses and values stand in the drawings of a sweep: 180 high, the lower 20 for the steps. */

import { curveOf, type Member } from '../../live/sweeps'

export interface Scale {
  readonly at: (value: number) => number
  readonly ticks: readonly number[]
}

export const TOP = 10
export const BOTTOM = 158

/** A logarithmic scale of losses; a linear one where some are zero or below. */
export function losses(values: readonly number[]): Scale {
  const known = values.filter(Number.isFinite)
  const least = Math.min(...known)
  const greatest = Math.max(...known)
  if (known.length === 0) return { at: () => BOTTOM, ticks: [] }
  const log = least > 0
  const [low, high] = log ? [Math.log(least), Math.log(greatest)] : [least, greatest]
  const width = high - low || 1
  const at = (value: number): number =>
    BOTTOM - ((BOTTOM - TOP) * ((log ? Math.log(value) : value) - low)) / width
  const ticks = [0, 1, 2, 3].map((n) => {
    const place = low + (width * n) / 3
    return log ? Math.exp(place) : place
  })
  return { at, ticks: high === low ? [least] : ticks }
}

/** A member's curve as a path from ``left`` over ``width``; numbers that are not there leave a gap. */
export function pathOf(
  member: Member,
  steps: number,
  scale: Scale,
  [left, width]: readonly [number, number],
): string {
  let pen = 'M'
  let path = ''
  curveOf(member).forEach((loss, n) => {
    if (!Number.isFinite(loss)) return
    const x = left + (width * (member.steps[n] ?? 0)) / steps
    path += `${pen}${x.toFixed(1)} ${scale.at(loss).toFixed(1)}`
    pen = 'L'
  })
  return path
}

/** Where each value stands from 0 to 1: by size, in equal ratios where they are so, else in order. */
export function places(values: readonly unknown[]): number[] {
  const last = Math.max(1, values.length - 1)
  if (!values.every((value) => typeof value === 'number')) return values.map((_, n) => n / last)
  const numbers = values
  const sorted = [...numbers].sort((one, other) => one - other)
  const least = sorted[0] ?? 0
  const greatest = sorted.at(-1) ?? 0
  const log = least > 0 && greatest / least >= 20
  const of = (value: number): number => (log ? Math.log(value) : value)
  return numbers.map((value) => (of(value) - of(least)) / (of(greatest) - of(least) || 1))
}
