import { describe, expect, it } from 'vitest'

import { ARROWS, flattened, towards, UNTURNED } from './cloud'

const PLACES = [2, 0, 0, 0, 1, 0, 0, 0, 1]

describe('a cloud', () => {
  it('is seen from the front, its farthest point at the rim', () => {
    expect([...flattened(PLACES, UNTURNED)]).toEqual([1, 0, 0, 0.5, 0, 0])
  })

  it('turns a quarter around, so that depth becomes width', () => {
    const seen = flattened(PLACES, { around: Math.PI / 2, tilt: 0 })
    expect(seen[0]).toBeCloseTo(0)
    expect(seen[3]).toBeCloseTo(0.5)
    expect(seen[4]).toBeCloseTo(0.5)
  })

  it('tilts, so that depth becomes height', () => {
    const seen = flattened(PLACES, { around: 0, tilt: Math.PI / 2 })
    expect(seen[3]).toBeCloseTo(0)
    expect(seen[5]).toBeCloseTo(-0.5)
  })
})

describe('an arrow key', () => {
  const seen = [0, 0, 0.5, 0.1, 0.2, 0.19, -0.3, 0, 0, 0.9, 0.1, -0.6]
  const by = (key: string) => towards(seen, 0, ARROWS[key] ?? [0, 0])

  it('leads to the nearest point in its direction, straight before aside', () => {
    expect(by('ArrowRight')).toBe(2)
    expect(by('ArrowLeft')).toBe(3)
    expect(by('ArrowUp')).toBe(4)
    expect(by('ArrowDown')).toBe(5)
  })

  it('stays where nothing lies that way, and comes back from where it led to', () => {
    expect(towards(seen, 4, [0, 1])).toBe(4)
    expect(towards(seen, 3, [1, 0])).toBe(0)
  })
})
