import { describe, expect, it } from 'vitest'

import { parse, table, tableFor } from '../live/colors'
import type { Part } from '../wire/frames'
import type { Row } from '../wire/messages.gen'
import { latest, series } from './curves'
import { filtersOf } from './FeatureMaps'
import { colorOf, commonRange, rangeOf } from './heatmap'
import { blank, centered, centerOfMass, stroke } from './ink'
import { formOf } from './LiveNode'
import { place, pointAt } from './points'
import { greatest } from './regions'
import { pictureScale, scaleOf } from './scales'
import { notchOf, speedOf } from './speed'
import { largestTerms, largestWeights } from './terms'
import { curve } from './wires'

const gray = table([parse('#000000'), parse('#ffffff')])

describe('colors', () => {
  it('end exactly at the tokens', () => {
    const colors = table([parse('#e07b28'), parse('#f4f1ec'), parse('#2f74b5')])
    expect(colors[0]).toBe(0xff287be0)
    expect(colors[255]).toBe(0xffb5742f)
  })

  it('put a byte where its value lies on the scale', () => {
    const look = tableFor(
      gray,
      { least: 0, greatest: 1 },
      { least: -1, greatest: 1 },
      7,
      new Uint32Array(256),
    )
    expect(look[0]).toBe(gray[128])
    expect(look[255]).toBe(gray[255])
  })

  it('show what is not a number as not known', () => {
    const look = tableFor(
      gray,
      { least: NaN, greatest: NaN },
      { least: 0, greatest: 1 },
      7,
      new Uint32Array(256),
    )
    expect(look[99]).toBe(7)
    expect(colorOf(NaN, { least: 0, greatest: 1 }, gray, 7)).toBe(7)
  })
})

describe('regions', () => {
  it('belong to the greatest output, by its lead over the next', () => {
    const maps = new Float32Array([1, 5, 4, 2, 3.5, 9])
    expect(greatest(maps, 0, 2)).toEqual([1, 0.5])
    expect(greatest(maps, 1, 2)).toEqual([2, 4])
  })
})

describe('scales', () => {
  it('follow the activation where it has limits', () => {
    expect(scaleOf('tanh', { least: -0.1, greatest: 0.1 })).toEqual({ least: -1, greatest: 1 })
    expect(scaleOf('relu', { least: 0, greatest: 3 })).toEqual({ least: -3, greatest: 3 })
  })

  it('diverge only where something is negative', () => {
    expect(pictureScale({ least: 0, greatest: 2 }).colors).toBe('sequential')
    expect(pictureScale({ least: -1, greatest: 2 })).toEqual({
      colors: 'diverging',
      scale: { least: -2, greatest: 2 },
    })
  })

  it('are found for bytes and for floats', () => {
    const bytes: Part = {
      dims: [2, 1],
      ranges: new Float32Array([0, 1, -4, 2]),
      data: new Uint8Array(2),
    }
    expect(commonRange(bytes, 2)).toEqual({ least: -4, greatest: 2 })
    const floats: Part = {
      dims: [1, 3],
      ranges: new Float32Array(),
      data: new Float32Array([3, -1, 2]),
    }
    expect(rangeOf(floats, 0)).toEqual({ least: -1, greatest: 3 })
  })
})

describe('forms', () => {
  const dense = { kind: 'dense', isOutput: false, activation: 'relu' }
  it('follow the data and the rank', () => {
    expect(formOf('points', dense, [4])).toBe('planes')
    expect(formOf('points', { ...dense, isOutput: true }, [1])).toBe('surface')
    expect(formOf('image', { ...dense, kind: 'input' }, [28, 28, 1])).toBe('sample')
    expect(formOf('image', { ...dense, kind: 'conv2d' }, [26, 26, 32])).toBe('maps')
    expect(formOf('image', dense, [512])).toBe('dots')
    expect(formOf('tokens', { ...dense, kind: 'input' }, [80])).toBe('sample')
    expect(formOf('sequence', { ...dense, kind: 'input' }, [150, 1])).toBe('sample')
    expect(formOf('tokens', { ...dense, kind: 'embedding' }, [80, 32])).toBeNull()
    expect(formOf('image', { ...dense, isOutput: true }, [10])).toBe('bars')
    const many = { ...dense, isOutput: true, activation: 'softmax' }
    expect(formOf('tokens', many, [36])).toBe('guesses')
    expect(formOf('image', dense, [null])).toBeNull()
  })
})

describe('the plane', () => {
  it('reaches from -6 to 6, row 0 at the top', () => {
    expect(pointAt(0, 0)).toEqual([-6, 6])
    expect(pointAt(0.5, 0.5)).toEqual([0, 0])
    expect(place(-6, 250)).toBe(0)
    expect(place(6, 250)).toBe(250)
  })
})

describe('ink', () => {
  it('is centered by its mass', () => {
    const ink = blank(28)
    stroke(ink, [3, 3], [3, 9], 1.1)
    const center = centerOfMass(centered(ink)) ?? [0, 0]
    expect(Math.abs(center[0] - 14)).toBeLessThanOrEqual(0.5)
    expect(Math.abs(center[1] - 14)).toBeLessThanOrEqual(0.5)
  })

  it('of an empty sheet stays empty', () => {
    expect(centerOfMass(blank(8))).toBeNull()
    expect(centered(blank(8)).values.every((value) => value === 0)).toBe(true)
  })
})

describe('terms', () => {
  const working = {
    inputs: new Float32Array([1, NaN, 3, 0.5]),
    weights: new Float32Array([2, 9, -1, 1]),
    bias: 0,
    sum: -0.5,
    output: 0,
  }
  it('come largest first, and the others are summed', () => {
    const { terms, rest, restCount } = largestTerms(working, 2)
    expect(terms.map((term) => term.at)).toEqual([2, 0])
    expect(rest).toBeCloseTo(0.5)
    expect(restCount).toBe(1)
  })

  it('outside the image do not count', () => {
    expect(largestTerms(working, 5).terms.map((term) => term.at)).toEqual([0, 2, 3])
  })
})

describe('curves', () => {
  const row = (step: number, validation: boolean): Row => ({
    step,
    epoch: 0,
    loss: 1 / step,
    metrics: { accuracy: 0.5 },
    learning_rate: 0.1 / step,
    validation: validation ? { loss: 2 / step, metrics: {}, rows: 10 } : null,
  })
  it('hold measured numbers only, and always the last', () => {
    const rows = Array.from({ length: 5000 }, (_, n) => row(n + 1, n % 100 === 0))
    const { training, validation } = series(rows, 'loss')
    expect(training.x.length).toBeLessThanOrEqual(1501)
    expect(training.x.at(-1)).toBe(5000)
    expect(training.y.every((y, n) => y === 1 / (training.x[n] ?? 0))).toBe(true)
    expect(validation.x).toHaveLength(50)
  })

  it('tell the newest numbers', () => {
    expect(latest([row(1, true), row(2, false)], 'loss')).toEqual({ training: 0.5, validation: 2 })
    expect(latest([], 'loss')).toEqual({ training: null, validation: null })
  })

  it('tell the numbers of an earlier step', () => {
    const rows = [row(1, true), row(2, false), row(4, true)]
    expect(latest(rows, 'loss', 3)).toEqual({ training: 0.5, validation: 2 })
    expect(latest(rows, 'loss', 4)).toEqual({ training: 0.25, validation: 0.5 })
  })
})

describe('filters', () => {
  it('are read from a small kernel and from a large one', () => {
    const kernel = Float32Array.from({ length: 2 * 2 * 1 * 3 }, (_, n) => n)
    const small = filtersOf({ dims: [2, 2, 1, 3], ranges: new Float32Array(), data: kernel })
    expect(small.dims).toEqual([3, 2, 2])
    expect([...small.data.subarray(4, 8)]).toEqual([1, 4, 7, 10])
    const bytes = Uint8Array.from({ length: 2 * 2 * 4 }, (_, n) => n)
    const large = filtersOf({ dims: [2, 2, 2, 2], ranges: new Float32Array(4), data: bytes })
    expect([...large.data]).toEqual([0, 1, 2, 3, 8, 9, 10, 11])
  })
})

describe('speed', () => {
  it('is logarithmic, and unlimited at its end', () => {
    expect(speedOf(0)).toBe(1)
    expect(speedOf(99)).toBe(10_000)
    expect(speedOf(100)).toBeNull()
    for (const notch of [0, 40, 70, 99])
      expect(Math.abs(notchOf(speedOf(notch) ?? 0) - notch)).toBeLessThan(6)
  })
})

describe('wires', () => {
  it('leave and arrive level', () => {
    expect(curve({ x: 0, y: 5 }, { x: 100, y: 50 })).toBe('M0,5 C50,5 50,50 100,50')
  })
})

describe('the largest weights', () => {
  it('come in the order of their inputs', () => {
    const weights = new Float32Array([1, -4, 0.5, 3])
    expect(largestWeights({ weights }, 9).shown.map(({ weight }) => weight)).toEqual([
      1, -4, 0.5, 3,
    ])
    expect(largestWeights({ weights }, 9).rest).toBe(0)
    expect(largestWeights({ weights }, 2)).toEqual({
      shown: [
        { at: 1, weight: -4 },
        { at: 3, weight: 3 },
      ],
      rest: 2,
      restSize: 1,
    })
  })
})
