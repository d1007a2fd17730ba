import { describe, expect, it } from 'vitest'

import { kernelOf, presetsFor } from './presets'
import {
  afterOf,
  cellsUnder,
  mapsOf,
  numberAt,
  placeOver,
  slidingOf,
  type Sliding,
} from './sliding'

const part = (dims: number[], data: number[]) => ({
  dims,
  ranges: new Float32Array(),
  data: new Float32Array(data),
})

const SAME: Sliding = { taps: [3, 3], strides: [2, 2], dilation: [1, 1], before: [0, 1] }

describe('a sliding window', () => {
  it('is read as the server tells it, a sequence from left to right', () => {
    const told = part([8], [3, 1, 2, 1, 4, 1, 5, 0])
    expect(slidingOf(told, false)).toEqual({
      taps: [3, 1],
      strides: [2, 1],
      dilation: [4, 1],
      before: [5, 0],
    })
    expect(slidingOf(told, true).taps).toEqual([1, 3])
  })

  it('sees cells outside the map where the border is', () => {
    const under = cellsUnder(SAME, [1, 0])
    expect(under[0]).toEqual([2, -1])
    expect(under.at(-1)).toEqual([4, 1])
    expect(cellsUnder({ ...SAME, dilation: [1, 3] }, [0, 0]).slice(0, 3)).toEqual([
      [0, -1],
      [0, 2],
      [0, 5],
    ])
    expect(afterOf(SAME, [6, 6], [3, 3])).toEqual([1, 0])
  })

  it('jumps to where a cell is in its middle, and stays on the map', () => {
    for (const row of [0, 1, 2])
      for (const column of [0, 1, 2]) {
        const middle = cellsUnder(SAME, [row, column])[4] ?? [0, 0]
        expect(placeOver(SAME, middle, [3, 3])).toEqual([row, column])
      }
    expect(placeOver(SAME, [-1, 99], [3, 3])).toEqual([0, 2])
  })

  it('reads numbers, and none outside', () => {
    const maps = mapsOf(part([2, 2, 1], [1, 2, 3, 4]), true)
    expect(maps.dims).toEqual([2, 1, 2])
    expect(numberAt(maps, 1, [0, 1])).toBe(4)
    expect(numberAt(maps, 1, [0, 2])).toBeNull()
    expect(numberAt(maps, 0, [-1, 0])).toBeNull()
  })
})

describe('presets', () => {
  it('are the well-known kernels at 3 x 3', () => {
    expect(kernelOf('top', 3, 3)).toEqual([-1, -1, -1, 0, 0, 0, 1, 1, 1])
    expect(kernelOf('right', 3, 3)).toEqual([1, 0, -1, 1, 0, -1, 1, 0, -1])
    expect(kernelOf('sharpen', 3, 3)).toEqual([0, -1, 0, -1, 5, -1, 0, -1, 0])
    expect(kernelOf('same', 3, 3)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0])
  })

  it.each([
    [2, 2],
    [5, 5],
    [1, 7],
    [4, 3],
    [1, 1],
  ])('of any size %d x %d: edges of an even field are 0, the others keep it', (height, width) => {
    for (const preset of presetsFor(height, width)) {
      const sum = kernelOf(preset, height, width).reduce((one, other) => one + other, 0)
      const edge = ['top', 'left', 'bottom', 'right'].includes(preset)
      expect(sum, preset).toBeCloseTo(edge ? 0 : 1)
    }
  })
})
