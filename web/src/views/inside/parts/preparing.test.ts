import { describe, expect, it } from 'vitest'

import type { Translate } from '../../../i18n'
import type { RawCell, RawSample } from '../../../live/raw'
import { coveredBy } from './InputImage'
import { featureOf, madeOf, workingOf } from './preparing'

const NOTHING = { shape: [0], values: [] }
const say: Translate = (key, values) => `${key}${values ? ` ${JSON.stringify(values)}` : ''}`

function sampleOf(cells: RawCell[], steps: RawSample['steps']): RawSample {
  const features = cells.flatMap(({ inputs }) => inputs)
  const none = { passage: null, point: null, words: null, numbers: NOTHING, made: NOTHING }
  return { ...none, cells, features, steps }
}

function told(sample: RawSample): string[] {
  return madeOf(sample).map((made) =>
    workingOf(say, made)
      .map(({ text }) => text)
      .join(''),
  )
}

const WOOD = { column: 'wood', value: 'oak', inputs: ['wood = fir', 'wood = oak'], unit: '' }
const WEIGHT = { column: 'weight', value: null, inputs: ['weight'], unit: 'g' }
const step = (name: string, columns: string[], statistics: Record<string, unknown>) => ({
  step: name,
  config: {},
  columns,
  statistics,
})

describe('the working of a number', () => {
  it('names what fills a gap, and the figures of the training rows', () => {
    const scaling = step('standardize', ['weight'], { mean: [2], deviation: [0.5] })
    const filling = step('fill_missing', ['weight'], { missing: [1], filled: [2] })
    expect(told(sampleOf([WEIGHT], [filling, scaling]))).toEqual([
      'insideInput.filledMean {"value":"2.000"} (2.000 − 2.000) / 0.500 = ',
    ])
    expect(told(sampleOf([{ ...WEIGHT, value: 2.5 }], [filling, scaling]))).toEqual([
      '(2.5 g − 2.000) / 0.500 = ',
    ])
  })

  it('asks a name for each of its inputs, and scales the answer where a step does', () => {
    const levels = step('one_hot', ['wood'], { levels: ['fir', 'oak'] })
    expect(told(sampleOf([WOOD], [levels]))).toEqual(['oak ≠ fir → ', 'oak = oak → '])
    const figures = { mean: [0.25, 0.5], deviation: [0.4, 0.5] }
    const both = [levels, step('standardize', WOOD.inputs, figures)]
    expect(told(sampleOf([WOOD], both))).toEqual([
      'oak ≠ fir → 0; (0 − 0.250) / 0.400 = ',
      'oak = oak → 1; (1 − 0.500) / 0.500 = ',
    ])
  })

  it('says what is made of a point', () => {
    const text = (name: string): string =>
      featureOf(name, 1.5, -2)
        .pieces.map(({ text }) => text)
        .join('')
    expect(text('x2_squared')).toBe('x₂² = (−2)² = ')
    expect(text('x1_x2')).toBe('x₁x₂ = 1.5 · (−2) = ')
    expect(text('sin_x1')).toBe('sin x₁ = sin(1.5) = ')
  })
})

describe('the pixels that another one covers', () => {
  it('are all that it touches, and itself where nothing is resized', () => {
    expect(coveredBy([3, 2], [8, 8], [8, 8])).toEqual([[3, 2]])
    expect(coveredBy([0, 1], [2, 2], [4, 4])).toEqual([[0, 2], [0, 3], [1, 2], [1, 3]]) // prettier-ignore
    expect(coveredBy([0, 0], [2, 2], [3, 3])).toHaveLength(4)
  })
})
