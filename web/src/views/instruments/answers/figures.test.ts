import { describe, expect, it } from 'vitest'

import type { Frame } from '../../../wire/frames'
import * as figures from './figures'
import { answersOf, sureness, toldOf, type Answers, type Told } from './read'

const part = (dims: number[], ...values: number[]) => ({
  dims,
  ranges: new Float32Array(0),
  data: Float32Array.from(values),
})

function answers(width: number, outputs: number[], targets: number[]): Answers {
  const count = outputs.length / width
  return {
    step: 0,
    count,
    width,
    rows: Float32Array.from(Array(count).keys()),
    outputs: Float32Array.from(outputs),
    targets: Float32Array.from(targets),
    targetWidth: targets.length / count,
    losses: new Float32Array(count),
  }
}

const PLAIN = { activation: 'softmax', logits: false, apart: false }

function yesNo(scores: number[], right: number[]): Told {
  const told = toldOf(answers(1, scores, right), { ...PLAIN, activation: 'sigmoid' })
  if (!told) throw new Error('no classes')
  return told
}

describe('reading answers', () => {
  it('leaves the padding out', () => {
    const frame: Frame = {
      stream: 1,
      step: 7,
      made: 0,
      parts: [
        part([3, 2], 1, 2, 3, 4, 0, 0),
        part([3], 1, 0, 0),
        part([3], 0.5, 0.25, 0),
        part([3], 4, 9, -1),
      ],
    }
    const read = answersOf(frame)
    expect(read).toMatchObject({ step: 7, count: 2, width: 2, targetWidth: 1 })
    expect([...(read?.rows ?? [])]).toEqual([4, 9])
    expect([...(read?.outputs ?? [])]).toEqual([1, 2, 3, 4])
  })

  it('finds the class that was said and the right one, as number or as one-hot row', () => {
    const outputs = [0.25, 0.75, 0, 0.5, 0.25, 0.25]
    const one = toldOf(answers(3, outputs, [1, 2]), PLAIN)
    const hot = toldOf(answers(3, outputs, [0, 1, 0, 0, 0, 1]), PLAIN)
    expect([...(one?.said ?? [])]).toEqual([1, 0])
    expect([...(one?.right ?? [])]).toEqual([1, 2])
    expect(hot?.right).toEqual(one?.right)
    expect(one && sureness(one, 0)).toBe(0.75)
  })

  it('makes probabilities of sums', () => {
    const told = toldOf(answers(2, [Math.log(3), 0], [0]), { ...PLAIN, logits: true })
    expect(told?.scores[0]).toBeCloseTo(0.75)
    expect(told?.probable).toBe(true)
    const yes = toldOf(answers(1, [-2], [0]), { ...PLAIN, logits: true })
    expect(yes?.scores[1]).toBeCloseTo(1 / (1 + Math.exp(2)))
    expect(yes?.said[0]).toBe(0)
  })

  it('reads one output as two classes, and signs as no probabilities', () => {
    expect([...yesNo([0.25, 0.75], [0, 0]).said]).toEqual([0, 1])
    const signs = toldOf(answers(1, [-0.25, 0.5], [1, 1]), { ...PLAIN, activation: 'tanh' })
    expect([...(signs?.said ?? [])]).toEqual([0, 1])
    const minus = toldOf(answers(1, [0.25, 0.5], [-1, 1]), { ...PLAIN, activation: 'tanh' })
    expect([...(minus?.right ?? [])]).toEqual([0, 1])
    expect([...(minus?.said ?? [])]).toEqual([1, 1])
    expect(minus?.probable).toBe(false)
  })

  it('knows no classes without targets', () => {
    expect(toldOf(answers(2, [1, 0], []), PLAIN)).toBeNull()
  })
})

describe('figures', () => {
  it('count each pair of right and said', () => {
    const told = yesNo([0.1, 0.9, 0.8, 0.2], [0, 1, 0, 1])
    expect([...figures.confusion(told)]).toEqual([1, 1, 1, 1])
    expect(figures.mistakes(told)).toEqual([2, 3])
  })

  it('give the areas of a known example', () => {
    // Positives at 0.35 and 0.8, negatives at 0.1 and 0.4: three of four pairs are in order.
    const told = yesNo([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])
    const found = figures.separation(told, 1)
    expect(found.area).toBeCloseTo(0.75)
    expect(found.average).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3))
    expect(found.falseRate).toEqual([0, 0, 0.5, 0.5, 1])
    expect(found.trueRate).toEqual([0, 0.5, 0.5, 1, 1])
  })

  it('take equal scores together', () => {
    const told = yesNo([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1])
    expect(figures.separation(told, 1)).toMatchObject({ area: 0.5, average: 0.5 })
  })

  it('rank nothing where a score is no number', () => {
    const { area, average, trueRate } = figures.separation(yesNo([0.5, NaN], [0, 1]), 1)
    expect([area, average]).toEqual([NaN, NaN])
    expect(trueRate).toEqual([0])
  })

  it('know no area where a class has no rows', () => {
    expect(figures.separation(yesNo([0.5, 0.25], [0, 0]), 1).area).toBeNaN()
  })

  it('compare how sure with how often right', () => {
    const told = yesNo([0.95, 0.75, 0.75, 0.75, 0.75], [1, 1, 1, 1, 0])
    const { bins, error } = figures.calibration(told)
    expect(bins[7]).toEqual({ count: 4, sure: 0.75, right: 0.75 })
    expect(bins[9]?.count).toBe(1)
    expect(error).toBeCloseTo(0.05 / 5)
  })

  it('rank values, and put what is no number first', () => {
    expect(figures.ranked(Float32Array.of(1, NaN, 3, 2))).toEqual([1, 2, 3, 0])
    const { counts, least, greatest } = figures.histogram(Float32Array.of(0, 1, 3, 4, NaN), 4)
    expect([least, greatest, ...counts]).toEqual([0, 4, 1, 1, 0, 2])
  })

  it('measure a fit', () => {
    expect(figures.fit([1, 2, 3], [1, 2, 3])).toEqual({ rSquared: 1, error: 0 })
    expect(figures.fit([2, 2, 2], [1, 2, 3])).toMatchObject({ rSquared: 0 })
    expect([...figures.column(Float32Array.of(1, 2, 3, 4), 2, 1)]).toEqual([2, 4])
  })
})
