import { expect, it } from 'vitest'

import { exponentials, largest } from './shares'
import { gridOf, spreadOf } from './spread'
import { reachOf, stepsOf } from './waterfall'

const working = {
  inputs: Float32Array.of(1, -2, 0.5, 4, NaN),
  weights: Float32Array.of(3, 1, 8, -0.25, 7),
  bias: 0.5,
  sum: 4.5,
  output: 4.5,
}

it('runs from zero over the largest terms, the rest and the bias to the sum', () => {
  const steps = stepsOf(working, 2, true)
  expect(steps.map(({ what, by, count }) => [what, by, count])).toEqual([
    ['term', 4, 1],
    ['term', 3, 1],
    ['rest', -3, 2],
    ['bias', 0.5, 0],
  ])
  expect(steps.map(({ to }) => to)).toEqual([4, 7, 4, 4.5])
  expect(reachOf(steps, working.sum)).toEqual([0, 7])
})

it('leaves the shares of softmax as they are when it takes something from every sum', () => {
  const { each, sum, less } = exponentials(Float32Array.of(1000, 999))
  expect(less).toBe(1000)
  expect((each[0] ?? 0) / sum).toBeCloseTo(1 / (1 + Math.exp(-1)), 12)
  expect(largest(Float32Array.of(0.1, 0.6, 0.3), 2)).toEqual([1, 2])
})

it('lays many numbers out in rows and tells their spread', () => {
  const [height, width] = gridOf(512)
  expect(height * width).toBeGreaterThanOrEqual(512)
  expect(spreadOf([1, 3])).toEqual({ mean: 2, deviation: 1 })
})
