/** What the probe `normalized` answers by name, and where each number stands in its pictures. */

import type { Frame } from '../../../wire/frames'
import type { Cell } from './Cells'
import { gridOf } from './spread'

/** Of the numbers that are normalized together: a histogram between its ends, mean and deviation. */
export interface Spread {
  readonly counts: Float32Array
  readonly least: number
  readonly greatest: number
  readonly mean: number
  readonly deviation: number
}

/** What a step makes of one running statistic: momentum · old + (1 − momentum) · batch = next. */
export interface Move {
  readonly momentum: number
  readonly old: number
  readonly batch: number
  readonly next: number
}

/** NaN where the layer has no such number. */
export interface Normalized {
  readonly inputs: Float32Array
  readonly outputs: Float32Array
  readonly dims: readonly number[]
  readonly x: number
  readonly mean: number
  readonly variance: number
  readonly epsilon: number
  readonly gamma: number
  readonly beta: number
  readonly y: number
  /** Six rows, one number for each feature in each. */
  readonly features: Float32Array
  readonly before: Spread
  readonly after: Spread
  readonly moves: { readonly mean: Move; readonly variance: Move } | null
  /** The batch's rows of the training part; empty for an example alone. */
  readonly rows: Float32Array
}

export function normalizedOf(frame: Frame | null): Normalized | null {
  const parts = frame?.parts.map(({ data }) => data as Float32Array) ?? []
  const [inputs, outputs, value, features, counts, ranges, moments, running, which] = parts
  if (!inputs || !outputs || !value || !features || !counts || !ranges || !moments) return null
  const [x = NaN, mean = NaN, variance = NaN, epsilon = NaN, gamma = NaN, beta = NaN, y = NaN] =
    value
  const bins = counts.length / 2
  const spread = (n: number): Spread => ({
    counts: counts.subarray(n * bins, (n + 1) * bins),
    least: ranges[2 * n] ?? NaN,
    greatest: ranges[2 * n + 1] ?? NaN,
    mean: moments[2 * n] ?? NaN,
    deviation: moments[2 * n + 1] ?? NaN,
  })
  const move = (n: number): Move => ({
    momentum: running?.[0] ?? NaN,
    old: running?.[n] ?? NaN,
    batch: running?.[n + 1] ?? NaN,
    next: running?.[n + 2] ?? NaN,
  })
  return {
    ...{ inputs, outputs, x, mean, variance, epsilon, gamma, beta, y, features },
    dims: frame?.parts[0]?.dims ?? [],
    before: spread(0),
    after: spread(1),
    moves: running?.length ? { mean: move(1), variance: move(4) } : null,
    rows: which?.filter((row) => row >= 0) ?? new Float32Array(),
  }
}

/** A number that can be asked about: its place in the layer's output, and the example. */
export interface Spot {
  readonly place: readonly number[]
  readonly example: number
}

/** Rows and columns of a picture, and which number stands where in it. */
export interface Layout {
  readonly height: number
  readonly width: number
  cellOf(spot: Spot): Cell
  spotAt(cell: Cell, spot: Spot): Spot
}

/**
 * Of a shape without batch axis: a vector as a grid, or with `examples` all of them as rows; a
 * sequence as positions and features; an image as the map of the asked channel.
 */
export function layoutOf(shape: readonly number[], examples: number | null): Layout {
  const [first = 1, second = 1] = shape
  if (shape.length > 1)
    return {
      height: first,
      width: second,
      cellOf: ({ place }) => [place[0] ?? 0, place[1] ?? 0],
      spotAt: (cell, { place, example }) => ({ place: [...cell, ...place.slice(2)], example }),
    }
  if (examples !== null)
    return {
      height: examples,
      width: first,
      cellOf: ({ place, example }) => [example, place[0] ?? 0],
      spotAt: ([example, unit]) => ({ place: [unit], example }),
    }
  const [height, width] = gridOf(first)
  return {
    height,
    width,
    cellOf: ({ place: [unit = 0] }) => [Math.floor(unit / width), unit % width],
    spotAt: ([row, column], { example }) => ({
      place: [Math.min(first - 1, row * width + column)],
      example,
    }),
  }
}
