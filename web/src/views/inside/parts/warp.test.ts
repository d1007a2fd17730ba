import { describe, expect, it } from 'vitest'

import { layoutOf, mapOf } from './layout'
import { around, nearest, sourceOf } from './warp'

const SOURCES = {
  width: 2,
  rows: [0, 0.5, 1.9999, 1],
  columns: [1, 0.25, 2.0001, 0],
  single: [1, 1, 1, 0],
}

describe('where a pixel came from', () => {
  it('is known where it is one place', () => {
    expect(sourceOf(SOURCES, [0, 1])).toEqual([0.5, 0.25])
    expect(sourceOf(SOURCES, [1, 1])).toBeNull()
  })

  it('is one pixel, or the four around it', () => {
    expect(around([1.9999, 2.0001], [3, 3])).toEqual([[2, 2]])
    expect(around([0.5, 0.25], [3, 3])).toHaveLength(4)
    expect(around([0.5, 2.5], [3, 3])).toEqual([
      [0, 2],
      [1, 2],
    ])
  })

  it('is found from the image before', () => {
    expect(nearest(SOURCES, [2, 2])).toEqual([1, 0])
    expect(nearest(SOURCES, [1, 0])).toEqual([0, 1]) // the pixel from there is a mixture
  })
})

describe('numbers laid out as pictures', () => {
  it('a sequence runs from left to right, a feature a row', () => {
    const layout = layoutOf([3, 2])
    expect([...mapOf(layout, [1, 2, 3, 4, 5, 6], 0)]).toEqual([1, 3, 5, 2, 4, 6])
  })

  it('an image is a map for each channel, a list is wrapped', () => {
    expect([...mapOf(layoutOf([1, 2, 2]), [1, 2, 3, 4], 1)]).toEqual([2, 4])
    expect([...mapOf(layoutOf([3]), [1, 2, 3], 0)]).toEqual([1, 2, 3])
  })
})
