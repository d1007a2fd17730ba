import { describe, expect, it } from 'vitest'

import type { NodeFacts } from '../../live/facts'
import { ordered } from './question'
import { momentOf, type Moment } from './reading'
import { picked, recorded } from './record'

const moment = (step: number): Moment => ({ step, layers: [] })

describe('the record of an instrument', () => {
  it('keeps moments in order, and the newest of two at one step', () => {
    const moments: Moment[] = []
    const again = moment(5)
    for (const one of [moment(1), moment(5), again]) recorded(moments, one)
    expect(moments.map(({ step }) => step)).toEqual([1, 5])
    expect(moments[1]).toBe(again)
  })

  it('begins anew with the run', () => {
    const moments: Moment[] = [moment(70), moment(90)]
    recorded(moments, moment(0))
    expect(moments.map(({ step }) => step)).toEqual([0])
  })

  it('thins what is old', () => {
    const moments: Moment[] = []
    for (let step = 0; step < 1000; step++) recorded(moments, moment(step))
    expect(moments.length).toBeLessThan(170)
    expect(moments[0]?.step).toBe(0)
    expect(moments.at(-1)?.step).toBe(999)
  })

  it('shows the first and the newest of many', () => {
    const shown = picked([...Array(100).keys()], 5)
    expect(shown).toEqual([0, 25, 50, 74, 99])
    expect(picked([1, 2], 5)).toEqual([1, 2])
  })
})

describe('the answer', () => {
  it('is read layer by layer', () => {
    const part = (dims: number[]) => ({
      dims,
      ranges: new Float32Array(),
      data: Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, n) => n),
    })
    const parts = [part([3, 2, 4]), part([3, 2, 2]), part([2, 10]), part([2, 3]), part([2, 3])]
    const read = momentOf({ stream: 0, step: 7, made: 0, parts }, 2)
    const layer = read?.layers[1]
    expect(read?.step).toBe(7)
    expect([...(layer?.gradients.counts ?? [])]).toEqual([20, 21, 22, 23])
    expect(layer?.activations).toMatchObject({ least: 6, greatest: 7 })
    expect(layer?.updateRatio).toBe(12)
    expect([...(layer?.zeros ?? [])]).toEqual([3, 4, 5])
    expect(momentOf({ stream: 0, step: 7, made: 0, parts }, 3)).toBeNull()
  })
})

describe('the order of the layers', () => {
  it('puts each behind what it hears from', () => {
    const node = (id: string, ...sources: string[]) => ({ id, sources }) as unknown as NodeFacts
    const found = ordered([node('out', 'sum'), node('sum', 'a', 'b'), node('a'), node('b', 'a')])
    expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'sum', 'out'])
  })
})
