import { describe, expect, it } from 'vitest'

import { flattened, UNTURNED } from './cloud'

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
