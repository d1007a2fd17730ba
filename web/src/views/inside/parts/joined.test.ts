import { expect, test } from 'vitest'

import { joinOf, numberAtPlace, placeIn, sourcesOf, targetOf, winnersOf } from './joined'

const matrix = [
  [1, 2, 3],
  [4, 5, 6],
] // in reading order 1 to 6

test('a number in a row comes from one input, and goes back to where it is', () => {
  const join = joinOf(
    'concatenate',
    [
      [2, 3],
      [2, 4],
      [2, 1],
    ],
    [2, 8],
    {},
  )
  for (let at = 0; at < 16; at++) {
    const place = placeIn([2, 8], at)
    const found = join.inputs.map((_, n) => sourcesOf(join, n, place))
    expect(found.flat()).toHaveLength(1)
    const n = found.findIndex((one) => one.length > 0)
    expect(targetOf(join, n, found[n]?.[0] ?? -1, [0, 0])).toEqual(place)
  }
  expect(sourcesOf(join, 1, [1, 4])).toEqual([5])
  const first = joinOf(
    'concatenate',
    [
      [1, 3],
      [4, 3],
    ],
    [5, 3],
    { axis: 1 },
  )
  expect(sourcesOf(first, 1, [2, 1])).toEqual([4])
})

test('an axis of length one is stretched', () => {
  const gate = joinOf(
    'multiply',
    [
      [3, 3, 2],
      [1, 1, 2],
    ],
    [3, 3, 2],
    {},
  )
  expect(sourcesOf(gate, 1, [2, 0, 1])).toEqual([1])
  expect(sourcesOf(gate, 0, [2, 0, 1])).toEqual([13])
  expect(targetOf(gate, 1, 0, [2, 2, 1])).toEqual([2, 2, 0])
})

test('a product of matrices takes a row of one and a column of the other', () => {
  const dot = joinOf(
    'dot',
    [
      [2, 3],
      [3, 2],
    ],
    [2, 2],
    { axes: [2, 1] },
  )
  const row = sourcesOf(dot, 0, [1, 0]).map((at) => matrix.flat()[at] ?? NaN)
  const column = sourcesOf(dot, 1, [1, 0]).map((at) => matrix.flat()[at] ?? NaN)
  expect([row, column]).toEqual([
    [4, 5, 6],
    [1, 3, 5],
  ])
  expect(targetOf(dot, 0, 1, [1, 1])).toEqual([0, 1])
  expect(targetOf(dot, 1, 4, [1, 1])).toEqual([1, 0])
  const cosine = joinOf('dot', [[3], [3]], [1], { axes: -1 })
  expect(sourcesOf(cosine, 1, [0])).toEqual([0, 1, 2])
  expect(targetOf(cosine, 0, 2, [0])).toEqual([0])
})

test('places and numbers are two names of one thing; what is masked wins nothing', () => {
  expect(numberAtPlace([4, 5, 6], placeIn([4, 5, 6], 77))).toBe(77)
  expect(winnersOf([3, 5, 5], [1, 0, 1], 5)).toEqual([false, false, true])
})
