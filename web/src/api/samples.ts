/** Rows of a data set as the server sends them, and their numbers. */

import type { Config } from '../model/document'
import { ask } from './client'

export interface Samples {
  readonly count: number
  readonly shape: readonly number[]
  readonly classes: readonly string[]
  readonly features: readonly string[]
  readonly inputs: string
  readonly dtype: 'uint8' | 'int32' | 'float32'
  readonly targets: readonly (number | readonly number[])[]
  readonly points: string | null
  /** How the rows were prepared, in order. */
  readonly steps: readonly StepDone[]
  /** The tokens as they stood in the text, null where it was filled up. */
  readonly words: readonly (readonly (string | null)[])[] | null
  /** The rows as their set has them, where that was asked for. */
  readonly raw: readonly unknown[] | null
}

/** A step of preparing the data, with its statistics of the training rows. */
export interface StepDone {
  readonly step: string
  readonly config: Readonly<Record<string, unknown>>
  readonly statistics: Readonly<Record<string, unknown>>
  readonly columns: readonly string[]
}

interface SamplesQuestion {
  readonly options: Config
  readonly seed: number
  readonly validation_split: number
  readonly part: 'training' | 'validation' | 'test'
  readonly offset: number
  readonly count: number
  /** These rows of the part instead of `count` from `offset` on. */
  readonly rows?: readonly number[]
  readonly raw?: boolean
}

export const getSamples = (dataset: string, question: SamplesQuestion, signal?: AbortSignal) =>
  ask<Samples>(`/datasets/${dataset}/samples`, question, signal)

/** The bytes of an array that travels as base64. */
export function decodeBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}

/** Float32 numbers that travel as base64. */
export function decodeFloats(text: string): Float32Array {
  return new Float32Array(decodeBytes(text).buffer)
}

/** All input numbers, row after row. */
export function valuesOf({ inputs, dtype }: Samples): Uint8Array | Int32Array | Float32Array {
  const bytes = decodeBytes(inputs)
  if (dtype === 'uint8') return bytes
  return dtype === 'int32' ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer)
}
