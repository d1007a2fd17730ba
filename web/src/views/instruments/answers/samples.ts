/** Examples by their number in a part, fetched when somebody wants to see them and kept. */

import { useEffect } from 'react'
import { create } from 'zustand'

import { Refused } from '../../../api/client'
import { getSamples, valuesOf, type Samples } from '../../../api/samples'
import { useRun } from '../../../live/run'
import type { PartName } from '../../../live/sample'
import type { Config } from '../../../model/document'

/** One example as it is before the network scales it. */
export interface Example {
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
  readonly words: readonly (string | null)[] | null
  readonly features: readonly string[]
}

interface Data {
  readonly dataset: string
  readonly options?: Config
  readonly validation_split?: number
  readonly seed?: number
}

const MOST_KEPT = 2000
const GATHER_MS = 200

const kept = new Map<string, Example>()
const asked = new Set<string>()
const useArrivals = create<{ count: number }>(() => ({ count: 0 }))

/** The examples that are known among these rows of a part; the others are asked for. */
export function useExamples(part: PartName, rows: readonly number[]): (Example | null)[] {
  const text = useRun(({ document }) => JSON.stringify(document?.data ?? null))
  const wanted = rows.join(' ')
  useArrivals()
  useEffect(() => {
    const data = JSON.parse(text) as Data | null
    if (data === null || wanted === '') return
    const timer = setTimeout(() => void fetchRows(data, text, part, wanted), GATHER_MS)
    return () => clearTimeout(timer)
  }, [text, part, wanted])
  return rows.map((row) => kept.get(keyOf(text, part, row)) ?? null)
}

function keyOf(data: string, part: PartName, row: number): string {
  return `${data} ${part} ${row}`
}

async function fetchRows(data: Data, text: string, part: PartName, wanted: string): Promise<void> {
  const missing = wanted
    .split(' ')
    .map(Number)
    .filter((row) => !kept.has(keyOf(text, part, row)) && !asked.has(keyOf(text, part, row)))
  if (missing.length === 0) return
  const keys = missing.map((row) => keyOf(text, part, row))
  for (const key of keys) asked.add(key)
  const { dataset, options = {}, seed = 0, validation_split = 0 } = data
  const question = { options, seed, validation_split, part, offset: 0, count: 0, rows: missing }
  try {
    keep(keys, await getSamples(dataset, question))
  } catch (error) {
    // The data changed meanwhile: whoever still wants them asks with the next answers.
    if (!(error instanceof Refused)) throw error
  } finally {
    for (const key of keys) asked.delete(key)
  }
}

function keep(keys: readonly string[], samples: Samples): void {
  const { shape, features, words } = samples
  const size = shape.reduce((product, length) => product * length, 1)
  const values = valuesOf(samples)
  keys.forEach((key, n) => {
    const own = values.slice(n * size, (n + 1) * size)
    kept.set(key, { shape, features, words: words?.[n] ?? null, values: own })
  })
  for (const key of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(key)
  useArrivals.setState(({ count }) => ({ count: count + 1 }))
}
