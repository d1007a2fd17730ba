import { expect, test } from 'vitest'

import type { Part } from '../../../wire/frames'
import { heatOf, peakOf } from './shares'

const part = (dims: number[], data: number[]): Part => ({
  dims,
  data: Float32Array.from(data),
  ranges: new Float32Array(),
})

test('channels of a pixel are added, or the largest counts', () => {
  const gradient = part([1, 2, 2], [1, -3, 2, 5])
  const values = part([1, 2, 2], [2, 1, 0, 1])
  expect([...heatOf(gradient, values, {}, false).data]).toEqual([-2, 7])
  expect([...heatOf(gradient, values, { absolute: true }, false).data]).toEqual([3, 5])
  expect([...heatOf(gradient, values, { times: true }, false).data]).toEqual([-1, 5])
})

test('a word counts by the length of its vector, times the input by the sum', () => {
  const gradient = part([2, 2], [3, -4, 0, 1])
  const values = part([2, 2], [1, 1, 2, 2])
  expect([...heatOf(gradient, values, {}, true).data]).toEqual([5, 1])
  expect([...heatOf(gradient, values, { times: true }, true).data]).toEqual([-1, 2])
})

test('time runs to the right', () => {
  const heat = heatOf(part([3, 2], [1, 2, 3, 4, 5, 6]), part([3, 2], [0, 0, 0, 0, 0, 0]), {}, false)
  expect([heat.rows, heat.columns]).toEqual([2, 3])
  expect([...heat.data]).toEqual([1, 3, 5, 2, 4, 6])
})

test('places of a picture are taken as they come, and features one by one', () => {
  const places = heatOf(part([2, 2], [1, 2, -9, 3]), part([4, 4, 1], []), { absolute: true }, false)
  expect(peakOf(places)).toEqual({ row: 1, column: 0, value: 9 })
  expect(heatOf(part([3], [1, 2, 3]), part([3], [0, 0, 0]), {}, false).columns).toBe(3)
})
