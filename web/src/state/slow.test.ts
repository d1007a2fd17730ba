import { describe, expect, it } from 'vitest'

import { flowOf, momentsOf, placeIn } from './slow'

const BRANCHED = {
  nodes: ['end', 'in', 'a', 'b'].map((id) => ({ id, kind: id === 'in' ? 'input' : 'dense' })),
  edges: [
    ['in', 'a'],
    ['in', 'b'],
    ['a', 'end'],
    ['b', 'end'],
  ] as [string, string][],
}

describe('slow motion', () => {
  it('goes forward from the input and back from the end', () => {
    const told = momentsOf(BRANCHED).map(({ stage, node }) => node ?? stage)
    expect(told).toEqual([
      'batch', 'in', 'a', 'b', 'end', 'loss', 'end', 'b', 'a', 'update', 'next',
    ]) // prettier-ignore
  })

  it('lets numbers run the way they are computed', () => {
    expect(flowOf({ stage: 'forward', node: 'a' }, ['in', 'a'])).toBe('forward')
    expect(flowOf({ stage: 'backward', node: 'a' }, ['a', 'end'])).toBe('backward')
    expect(flowOf({ stage: 'backward', node: 'a' }, ['in', 'a'])).toBeNull()
  })

  it('follows a number while there is one at that place', () => {
    expect(placeIn([3, 4], [2, 3])).toEqual([2, 3])
    expect(placeIn([3, 4], [3, 0])).toEqual([0, 0])
    expect(placeIn([3], null)).toEqual([0])
    expect(placeIn([], [])).toEqual([])
  })
})
