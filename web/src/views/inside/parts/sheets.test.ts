import { describe, expect, it } from 'vitest'

import { laidOut, numberIn, placeText, sheetsOf, spotOf } from './sheets'

describe('sheets', () => {
  it.each([[[7]], [[784]], [[1]], [[5, 3]], [[4, 5, 3]], [[2, 3, 4, 5]]])(
    'of shape %j hold each number once, where it can be found again',
    (shape) => {
      const sheets = sheetsOf(shape)
      const spots = Array.from({ length: sheets.count }, (_, at) => spotOf(sheets, at))
      expect(new Set(spots.map((spot) => JSON.stringify(spot))).size).toBe(sheets.count)
      spots.forEach(({ map, cell }, at) => expect(numberIn(sheets, map, cell)).toBe(at))
      expect(numberIn(sheets, 0, [sheets.rows, 0])).toBeNull()
    },
  )

  it('show an image map by map, and leave the end of the last line open', () => {
    const part = {
      dims: [2, 1, 2],
      ranges: new Float32Array(),
      data: new Float32Array([1, 2, 3, 4]),
    }
    expect([...laidOut(part, sheetsOf([2, 1, 2])).data]).toEqual([1, 3, 2, 4])
    const list = sheetsOf([65])
    expect([list.rows, list.columns]).toEqual([2, 64])
    expect(numberIn(list, 0, [1, 0])).toBe(64)
    expect(numberIn(list, 0, [1, 1])).toBeNull()
  })

  it('name a place by the axes of the shape', () => {
    expect(placeText([4, 5, 3], 0)).toBe('1, 1, 1')
    expect(placeText([4, 5, 3], 59)).toBe('4, 5, 3')
  })
})
