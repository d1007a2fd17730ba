import { describe, expect, it } from 'vitest'

import { isOn, linked, stampMeeting } from './meeting'
import type { Cell, Pair, Sliding } from './sliding'

const STRIDED: [Sliding, Pair, Pair] = [
  { taps: [3, 3], strides: [2, 2], dilation: [1, 1], before: [0, 1] },
  [4, 3],
  [9, 6],
]
const LIES: [Sliding, Pair, Pair][] = [
  STRIDED,
  [{ taps: [2, 2], strides: [3, 1], dilation: [1, 2], before: [0, 0] }, [3, 4], [9, 6]],
  [{ taps: [1, 4], strides: [1, 2], dilation: [1, 1], before: [0, 1] }, [1, 5], [1, 10]],
]

const all = ([rows, columns]: Pair): Cell[] =>
  Array.from({ length: rows * columns }, (_, n) => [Math.floor(n / columns), n % columns])

describe('stamps', () => {
  it.each(LIES)('a cell stamps exactly the places that it reaches (%j)', (lie, size, places) => {
    const meeting = stampMeeting(lie, size, places)
    for (const cell of all(size)) {
      const stamped = meeting.stamp?.(cell) ?? []
      stamped.forEach((place, tap) => {
        if (isOn(place, places)) expect(meeting.under(place)[tap]).toEqual(cell)
      })
    }
    const links = all(places).flatMap((place) => meeting.under(place).filter(([row]) => row >= 0))
    const stamps = all(size).flatMap((cell) => meeting.stamp?.(cell) ?? [])
    expect(links.length).toBe(stamps.filter((place) => isOn(place, places)).length)
  })

  it.each(LIES)(
    'a cell that is pointed at jumps to a place of its own (%j)',
    (lie, size, places) => {
      const meeting = stampMeeting(lie, size, places)
      for (const cell of all(size)) {
        const { place, tap } = meeting.over(cell)
        expect(isOn(place, places)).toBe(true)
        expect(meeting.at(place, tap ?? -1)).toEqual(cell)
      }
    },
  )

  it('finds another tap where the chosen one brings nothing', () => {
    const meeting = stampMeeting(...STRIDED)
    const under = meeting.under([1, 0])
    expect(under[0]).toEqual([-1, -1])
    expect(under[linked(under, 0)]).not.toEqual([-1, -1])
    expect(linked([[-1, -1]], 0)).toBe(-1)
  })
})
