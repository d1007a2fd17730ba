import { expect, test } from 'vitest'

import { listed, membersOf, spread } from './sweep'

test('values are spread in equal ratios, with three digits, each once', () => {
  expect(spread([0.001, 10, 5], 'log', false)).toEqual([0.001, 0.01, 0.1, 1, 10])
  expect(spread([1, 8, 8], 'log', true)).toEqual([1, 2, 3, 4, 6, 8])
})

test('values are spread evenly where zero allows no ratios', () => {
  expect(spread([0, 0.9, 4], 'log', false)).toEqual([0, 0.3, 0.6, 0.9])
  expect(spread([5, 9, 1], 'linear', true)).toEqual([5])
})

test('a list is typed with either decimal sign', () => {
  expect(listed('0,1 0.2; 3', false)).toEqual([0.1, 0.2, 3])
  expect(listed('1, 2, 2', true)).toEqual([1, 2])
  expect(listed('1.5', true)).toBeNull()
  expect(listed('much', false)).toBeNull()
  expect(listed('', false)).toBeNull()
})

test('the last setting goes through its values first', () => {
  const pairs = membersOf([
    [1, 2],
    ['a', 'b'],
  ])
  expect(pairs).toEqual([
    [1, 'a'],
    [1, 'b'],
    [2, 'a'],
    [2, 'b'],
  ])
})
