import { expect, test } from 'vitest'

import type { Frame, Part } from '../../../wire/frames'
import { layoutOf, normalizedOf } from './normalized'

const part = (data: number[], dims = [data.length]): Part => ({
  dims,
  ranges: new Float32Array(),
  data: Float32Array.from(data),
})

test('a frame is read by name; what a layer has not is no number', () => {
  const parts = [
    part([1, 2]),
    part([-1, 1]),
    part([2, 1.5, 0.25, 0.5, NaN, 0.125, 1]),
    part(Array.from({ length: 12 }, (_, n) => n)),
    part([1, 1, 2, 0], [2, 2]),
    part([1, 2, -1, 1], [2, 2]),
    part([1.5, 0.5, 0, 1], [2, 2]),
    part([0.75, 4, 8, 5, 1, 3, 1.5]),
    part([7, 3, -1, -1]),
  ]
  const read = normalizedOf({ parts } as unknown as Frame)
  expect(read).toMatchObject({ x: 2, mean: 1.5, variance: 0.25, epsilon: 0.5, beta: 0.125, y: 1 })
  expect(read?.gamma).toBeNaN()
  expect([...(read?.after.counts ?? [])]).toEqual([2, 0])
  expect(read?.after).toMatchObject({ least: -1, greatest: 1, mean: 0, deviation: 1 })
  expect(read?.moves?.mean).toEqual({ momentum: 0.75, old: 4, batch: 8, next: 5 })
  expect(read?.moves?.variance).toEqual({ momentum: 0.75, old: 1, batch: 3, next: 1.5 })
  expect([...(read?.rows ?? [])]).toEqual([7, 3])
  expect(normalizedOf(null)).toBeNull()
})

test('every cell of a picture is a number, and every number has its cell', () => {
  const spot = { place: [2, 1, 4], example: 3 }
  const map = layoutOf([5, 6, 8], 32)
  expect([map.height, map.width, map.cellOf(spot)]).toEqual([5, 6, [2, 1]])
  expect(map.spotAt([4, 0], spot)).toEqual({ place: [4, 0, 4], example: 3 })
  const batch = layoutOf([7], 32)
  expect([batch.height, batch.width]).toEqual([32, 7])
  expect(batch.spotAt(batch.cellOf({ place: [6], example: 31 }), spot)).toEqual({
    place: [6],
    example: 31,
  })
  const grid = layoutOf([30], null)
  for (let unit = 0; unit < 30; unit++)
    expect(grid.spotAt(grid.cellOf({ place: [unit], example: 0 }), spot).place).toEqual([unit])
  expect(grid.spotAt([grid.height - 1, grid.width - 1], spot).place).toEqual([29])
})
