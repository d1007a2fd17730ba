/** The answer of the probe `health`, layer by layer; NaN where a layer has no such numbers. */

import type { Frame } from '../../wire/frames'

/** A histogram of equal bins from `least` to `greatest`, with what is known of all its numbers. */
export interface Histogram {
  readonly counts: Float32Array
  readonly least: number
  readonly greatest: number
}

export interface LayerHealth {
  readonly weights: Histogram
  readonly activations: Histogram
  readonly gradients: Histogram
  readonly weightNorm: number
  readonly gradientNorm: number
  readonly updateRatio: number
  readonly weightMean: number
  readonly weightDeviation: number
  readonly activationMean: number
  readonly activationDeviation: number
  readonly units: number
  readonly dead: number
  readonly saturated: number
  /** Of the first units: the share of their outputs near an end of the activation, and of zeros. */
  readonly near: Float32Array
  readonly zeros: Float32Array
}

export interface Moment {
  readonly step: number
  readonly layers: readonly LayerHealth[]
}

const [COUNTS, RANGES, FIGURES, NEAR, ZEROS] = [0, 1, 2, 3, 4]
const WIDTH = 10

/** Null for a frame that is not there, or that answers another question. */
export function momentOf(frame: Frame | null, layers: number): Moment | null {
  const figures = frame?.parts[FIGURES]
  if (!frame || figures?.dims[0] !== layers) return null
  return { step: frame.step, layers: Array.from({ length: layers }, (_, n) => layerOf(frame, n)) }
}

function layerOf(frame: Frame, layer: number): LayerHealth {
  const [, layers = 0, bins = 0] = frame.parts[COUNTS]?.dims ?? []
  const histogram = (row: number): Histogram => {
    const at = row * layers + layer
    const [least = NaN, greatest = NaN] = numbers(frame, RANGES, at * 2, 2)
    return { counts: numbers(frame, COUNTS, at * bins, bins), least, greatest }
  }
  const figure = numbers(frame, FIGURES, layer * WIDTH, WIDTH)
  const told = (n: number): number => figure[n] ?? NaN
  const widest = frame.parts[NEAR]?.dims[1] ?? 0
  return {
    weights: histogram(0),
    activations: histogram(1),
    gradients: histogram(2),
    weightNorm: told(0),
    gradientNorm: told(1),
    updateRatio: told(2),
    weightMean: told(3),
    weightDeviation: told(4),
    activationMean: told(5),
    activationDeviation: told(6),
    units: told(7),
    dead: told(8),
    saturated: told(9),
    near: numbers(frame, NEAR, layer * widest, widest),
    zeros: numbers(frame, ZEROS, layer * widest, widest),
  }
}

function numbers(frame: Frame, part: number, from: number, count: number): Float32Array {
  const data = frame.parts[part]?.data
  return data instanceof Float32Array ? data.subarray(from, from + count) : new Float32Array()
}
