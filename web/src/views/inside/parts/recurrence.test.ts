import { expect, test } from 'vitest'

import { linesOf, walkingOf, type Moment } from './recurrence'

const moment: Moment = {
  here: { hidden: 0.25, update: 0.5, reset: 0.2, candidate: -0.5 },
  before: [1],
  sums: [0.1, -0.2, 0.3, 0.05, 0, 0, 0, 0, 1, -2, 0.5, 0.25],
  counts: true,
}
const walking = { walker: 'gru', config: {}, bothWays: false } as const

test('a GRU is worked out gate by gate, and its candidate behind the reset gate', () => {
  const lines = linesOf(walking, moment).map(({ text }) => text)
  expect(lines).toEqual([
    'z = σ(0.100 − 0.200 + 0.350) = 0.500',
    'r = σ(0.000 + 0.000 + 0.000) = 0.200',
    'g = tanh(1.000 + 0.200·(−2.000 + 0.250) + 0.500) = −0.500',
    'h = 0.500·1.000 + (1 − 0.500)·(−0.500) = 0.250',
  ])
})

test('where a position does not count the state stays', () => {
  const last = linesOf(walking, { ...moment, counts: false }).at(-1)
  expect(last?.text).toBe('h = h₋₁ = 0.250')
})

test('a bidirectional layer walks as the layer inside it does', () => {
  const node = { id: 'b', kind: 'bidirectional', config: {} } as Parameters<typeof walkingOf>[0]
  expect(walkingOf(node).walker).toBe('lstm')
  const layer = { kind: 'gru', config: { units: 3 } }
  expect(walkingOf({ ...node, config: { layer } })).toEqual({
    walker: 'gru',
    config: { units: 3 },
    bothWays: true,
  })
})
