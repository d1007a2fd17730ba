import { describe, expect, it } from 'vitest'

import { contour } from './contours'
import { cellsOf, heightOf, heightsOf, landscapeOf, levelsOf } from './read'
import { farthestFirst, seenFrom } from './space'

const grid = (size: number, of: (x: number, y: number) => number) =>
  Array.from({ length: size * size }, (_, n) => of(n % size, Math.floor(n / size)))

describe('contours', () => {
  it('goes straight through a slope where the level is', () => {
    const lines = contour(
      grid(5, (x) => x),
      5,
      1.25,
    )
    expect(lines).toHaveLength(4)
    for (const [x, , toX] of lines) expect([x, toX]).toEqual([1.25, 1.25])
  })

  it('runs around a hollow, every end at its height', () => {
    const size = 21
    const hollow = (x: number, y: number) => Math.hypot(x - 10, y - 10)
    const lines = contour(grid(size, hollow), size, 6)
    const length = lines.reduce((sum, [x, y, toX, toY]) => sum + Math.hypot(toX - x, toY - y), 0)
    expect(length).toBeCloseTo(12 * Math.PI, 0)
    for (const [x, y, toX, toY] of lines) {
      expect(hollow(x, y)).toBeCloseTo(6, 1)
      expect(hollow(toX, toY)).toBeCloseTo(6, 1)
    }
    const ends = lines.flatMap(([x, y, toX, toY]) => [`${x},${y}`, `${toX},${toY}`])
    const counts = new Map<string, number>()
    for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1)
    expect([...counts.values()].every((count) => count === 2)).toBe(true)
  })

  it('keeps the two hills of a saddle apart, or the two hollows', () => {
    const above = contour([0, 4, 4, 0], 2, 3)
    const below = contour([0, 4, 4, 0], 2, 1)
    expect(above).toHaveLength(2)
    expect(below).toHaveLength(2)
    for (const [x, y, toX, toY] of above) {
      const middle = [(x + toX) / 2, (y + toY) / 2] as const
      expect(Math.min(Math.hypot(middle[0] - 1, middle[1]), Math.hypot(middle[0], middle[1] - 1)))
        .toBeLessThan(0.4) // prettier-ignore
    }
    for (const [x, y, toX, toY] of below) {
      const middle = [(x + toX) / 2, (y + toY) / 2] as const
      expect(Math.min(Math.hypot(...middle), Math.hypot(middle[0] - 1, middle[1] - 1)))
        .toBeLessThan(0.4) // prettier-ignore
    }
  })

  it('leaves out cells with what is no number', () => {
    const holed = grid(3, (x, y) => (x === 2 && y === 2 ? NaN : x))
    expect(contour(holed, 3, 1.5)).toHaveLength(1)
  })
})

describe('heights', () => {
  it('are even where losses are alike and powers where they differ much', () => {
    const even = heightsOf([1, 3, NaN, Infinity])
    expect(even).toEqual({ least: 1, greatest: 3, log: false })
    expect(even && heightOf(2, even)).toBe(0.5)
    const powers = heightsOf([0.01, 100])
    expect(powers && powers.log && heightOf(1, powers)).toBeCloseTo(0.5)
    expect(powers && heightOf(Infinity, powers)).toBeNaN()
    expect(heightsOf([NaN])).toBeNull()
    expect(heightsOf([0, 900])?.log).toBe(false)
  })

  it('have lines at round losses', () => {
    expect(levelsOf({ least: 0.13, greatest: 0.92, log: false })).toEqual([
      0.2,
      expect.closeTo(0.3),
      0.4,
      0.5,
      expect.closeTo(0.6),
      expect.closeTo(0.7),
      0.8,
      0.9,
    ])
    expect(levelsOf({ least: 0.03, greatest: 2.5, log: true })).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2])
    expect(levelsOf({ least: 1, greatest: 1, log: false })).toEqual([])
    expect(levelsOf({ least: 1e-8, greatest: 1e9, log: true }).length).toBeLessThan(18)
  })
})

describe('reading', () => {
  const part = (dims: number[], data: number[]) => ({
    dims,
    data: new Float32Array(data),
    ranges: new Float32Array(),
  })

  it('knows what each number is', () => {
    const frame = {
      stream: 1,
      step: 7,
      made: 0,
      parts: [
        part([2, 2], [1, 2, 3, 4]),
        part([2], [-1, 1]),
        part([2], [0, 4]),
        part([3], [0, 3, 2.5]),
        part([1, 4], [5, -1, 4, 3]),
        part([4], [0.5, 40, 4, 4]),
      ],
    }
    const found = landscapeOf(frame)
    expect(found?.now).toEqual({ step: 7, x: 0, y: 3, loss: 2.5 })
    expect(found?.path).toEqual([{ step: 5, x: -1, y: 4, loss: 3 }])
    expect(found && cellsOf(found, -1, 4)).toEqual([0.5, 1.5])
    expect(found && cellsOf(found, 0, 2)).toEqual([1, 1])
    expect(landscapeOf({ ...frame, parts: frame.parts.map(() => part([0], [])) })).toBeNull()
  })
})

describe('space', () => {
  it('turns the surface: from above it is the map, from the side it has its height', () => {
    const above = seenFrom(1, 0, 1, { around: 0, tilt: Math.PI / 2 })
    expect([above.x, above.y]).toEqual([expect.closeTo(0.7), expect.closeTo(-0.7)])
    const [low, high] = [0, 1].map((height) => seenFrom(0.2, 0.9, height, { around: 1, tilt: 0 }))
    expect((high?.y ?? 0) - (low?.y ?? 0)).toBeCloseTo(0.7)
    expect(high?.x).toBe(low?.x)
  })

  it('draws what is behind first', () => {
    const order = farthestFirst(4, { around: 0, tilt: 0.5 })
    expect(order).toHaveLength(9)
    expect(order[0]).toBeGreaterThanOrEqual(8)
    expect(order.at(-1)).toBeLessThanOrEqual(2)
    expect(farthestFirst(4, { around: Math.PI, tilt: 0.5 })[0]).toBeLessThanOrEqual(2)
  })
})
