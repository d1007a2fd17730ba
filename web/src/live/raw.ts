/** The chosen example as its data set has it, beside what its preparation made of it. */

import { useEffect, useState } from 'react'

import { decodeFloats, valuesOf, type Samples, type StepDone } from '../api/samples'
import { fetchSamples, type ReadDocument } from './facts'
import { useRun } from './run'
import { useSample } from './sample'

/** A cell of a table: a number, a name, or null where nothing stands. */
export interface RawCell {
  readonly column: string
  readonly value: number | string | null
  /** The network's inputs that the column becomes, by name. */
  readonly inputs: readonly string[]
  readonly unit: string
}

/** A text; the network sees the characters from `begin` to before `end`. */
export interface Passage {
  readonly text: string
  readonly begin: number
  readonly end: number
  /** How many tokens are cut off; null where a running text goes on. */
  readonly before: number | null
  readonly after: number | null
}

export interface Numbers {
  readonly shape: readonly number[]
  readonly values: ArrayLike<number>
}

export interface RawSample {
  /** Of a table. */
  readonly cells: readonly RawCell[] | null
  /** Of a text. */
  readonly passage: Passage | null
  /** Of an image or a series: what stood there; the same as `made` where nothing was done. */
  readonly numbers: Numbers
  /** Of the plane: both coordinates. */
  readonly point: ArrayLike<number> | null
  /** After all steps but the scaling, which is done when a batch is taken. */
  readonly made: Numbers
  readonly words: readonly (string | null)[] | null
  readonly features: readonly string[]
  readonly steps: readonly StepDone[]
}

/** The chosen example; null while it is not known, and of a drawing, which comes from nowhere. */
export function useRaw(): RawSample | null {
  const { part, index, drawn } = useSample()
  const document = useRun((run) => run.document)
  const data = (document as ReadDocument | null)?.data ?? null
  const key = drawn || data === null ? null : JSON.stringify([part, index, data])
  const [found, setFound] = useState<{ key: string; sample: RawSample | null }>()
  useEffect(() => {
    const { data: asked } = (useRun.getState().document as ReadDocument | null) ?? {}
    if (key === null || !asked) return
    let wanted = true
    void fetchSamples(asked, part, 1, index, true).then((answer) => {
      if (wanted) setFound({ key, sample: answer && read(answer) })
    })
    return () => {
      wanted = false
    }
  }, [key, part, index])
  return found !== undefined && found.key === key ? found.sample : null
}

function read(answer: Samples): RawSample {
  const raw = (answer.raw?.[0] ?? {}) as Partial<Passage> & {
    cells?: RawCell[]
    shape?: number[]
    values?: string
  }
  const made = { shape: answer.shape, values: valuesOf(answer) }
  const { cells, shape, values } = raw
  return {
    cells: cells ?? null,
    passage: raw.text === undefined ? null : (raw as Passage),
    numbers: shape && values !== undefined ? { shape, values: decodeFloats(values) } : made,
    point: answer.points === null ? null : decodeFloats(answer.points),
    made,
    words: answer.words?.[0] ?? null,
    features: answer.features,
    steps: answer.steps,
  }
}
