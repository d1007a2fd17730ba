/** A map of losses as the server told it, and how its numbers become heights and colors. */

import type { Frame } from '../../../wire/frames'

/** A place of the run on the map and the loss that the map has there. */
export interface Stop {
  readonly step: number
  readonly x: number
  readonly y: number
  readonly loss: number
}

export interface Landscape {
  readonly size: number
  /** Row by row, the lowest first. */
  readonly losses: Float32Array
  readonly across: Float32Array
  readonly up: Float32Array
  readonly now: Stop
  /** Earlier stops, the oldest first. */
  readonly path: readonly Stop[]
  /** Share of the path's squared distances from now that lies in the plane; NaN without a path. */
  readonly held: number
  readonly rows: number
  /** So many places are known; the others are still being computed. */
  readonly known: number
}

/** Null where there is no plane. */
export function landscapeOf(frame: Frame): Landscape | null {
  const [losses, across, up, now, path, facts] = frame.parts.map(({ data }) => data as Float32Array)
  if (!losses?.length || !across || !up || !now || !path || !facts) return null
  const stops = Array.from({ length: path.length / 4 }, (_, n) => {
    const [step = NaN, x = NaN, y = NaN, loss = NaN] = path.subarray(4 * n, 4 * n + 4)
    return { step, x, y, loss }
  })
  const [x = NaN, y = NaN, loss = NaN] = now
  const [held = NaN, rows = 0, known = 0] = facts
  const here = { step: frame.step, x, y, loss }
  return { size: across.length, losses, across, up, now: here, path: stops, held, rows, known }
}

/** Heights from 0 to 1 for losses between two ends; as powers of ten where they differ much. */
export interface Heights {
  readonly least: number
  readonly greatest: number
  readonly log: boolean
}

const MUCH = 30

/** The ends of all losses that are numbers; null where none is. */
export function heightsOf(losses: Iterable<number>): Heights | null {
  let [least, greatest] = [Infinity, -Infinity]
  for (const loss of losses) {
    if (!Number.isFinite(loss)) continue
    least = Math.min(least, loss)
    greatest = Math.max(greatest, loss)
  }
  if (least > greatest) return null
  return { least, greatest, log: least > 0 && greatest > MUCH * least }
}

/** Where a loss lies between the ends; NaN where it is no number. */
export function heightOf(loss: number, { least, greatest, log }: Heights): number {
  if (!Number.isFinite(loss) || greatest === least) return Number.isFinite(loss) ? 0 : NaN
  const along = log ? Math.log(loss / least) / Math.log(greatest / least) : null
  return along ?? (loss - least) / (greatest - least)
}

const LINES = 8

/** Round losses between the ends, so that a line is drawn for each. */
export function levelsOf({ least, greatest, log }: Heights): number[] {
  if (!(greatest > least)) return []
  if (!log) {
    const unit = roundUnit((greatest - least) / LINES)
    const first = Math.floor(least / unit) + 1
    const count = Math.ceil(greatest / unit) - first
    return Array.from({ length: Math.max(0, count) }, (_, n) => (first + n) * unit)
  }
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(greatest))]
  const factors = [
    [1, 1.5, 2, 3, 5, 7],
    [1, 2, 5],
  ][Math.floor((high - low) / 3)] ?? [1]
  const every = Math.ceil((high - low) / (2 * LINES))
  const decades = Array.from({ length: high - low + 1 }, (_, n) => low + n)
  return decades
    .filter((_, n) => n % every === 0)
    .flatMap((decade) => factors.map((factor) => factor * 10 ** decade))
    .filter((level) => level > least && level < greatest)
}

/** 1, 2 or 5 times a power of ten, at least this much. */
function roundUnit(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10)
}

/** A place on the map in cells from the left and from below; 0.5 is the middle of the first cell. */
export function cellsOf(
  { across, up, size }: Landscape,
  x: number,
  y: number,
): [left: number, above: number] {
  const along = (at: number, ends: Float32Array): number => {
    const [first = 0, last = 1] = [ends[0], ends[size - 1]]
    return ((at - first) / (last - first)) * (size - 1) + 0.5
  }
  return [along(x, across), along(y, up)]
}

/** The losses that are computed and are no numbers, as numbers of cells. */
export function brokenCells({ losses, known }: Landscape): number[] {
  return Array.from(losses.subarray(0, known), (loss, n) =>
    Number.isFinite(loss) ? -1 : n,
  ).filter((n) => n >= 0)
}
