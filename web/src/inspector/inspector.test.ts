import i18next from 'i18next'
import { describe, expect, it } from 'vitest'
import { stepped } from '../ui/NumberBox'
import { parse, short, typable, whole } from '../ui/numbers'
import { prettyFeature, words } from '../ui/pretty'
import type { Field, LayerKind } from '../model/catalog'
import type { NetDocument } from '../model/document'
import { places } from './everywhere'
import { listText, parseIntegers, parseShape } from './ListBox'
import { arithmetic } from './Parameters'

describe('numbers', () => {
  it('are read as people type them', () => {
    expect(parse('0,03', false)).toBe(0.03)
    expect(parse(' 12 ', true)).toBe(12)
    expect(parse('1.5', true)).toBeNull()
    expect(parse('1e-', false)).toBeNull()
    expect(parse('', false)).toBeNull()
  })

  it('step by one, or by a tenth of their size', () => {
    expect(stepped(4, 1, true)).toBe(5)
    expect(stepped(0.03, 1, false)).toBe(0.031)
    expect(stepped(0, -1, false)).toBe(-0.01)
  })

  it('are whole with groups, and may begin with a minus as it is printed', () => {
    expect(parse('1.000', true)).toBe(1000)
    expect(parse('60,000', true)).toBe(60000)
    expect(parse('−0,5')).toBe(-0.5)
    expect(parse('1.000')).toBe(1)
  })

  it('are written short and whole in the language of the page', async () => {
    const settings = [0.001, 1e-7, 12, 0, -0.5]
    await i18next.init({ lng: 'en' })
    expect(settings.map(short)).toEqual(['0.001', '1·10⁻⁷', '12', '0', '−0.5'])
    expect([typable(0.0305), whole(-12345)]).toEqual(['0.0305', '−12,345'])
    await i18next.changeLanguage('de')
    expect(settings.map(short)).toEqual(['0,001', '1·10⁻⁷', '12', '0', '−0,5'])
    expect([typable(0.0305), whole(-12345)]).toEqual(['0,0305', '−12.345'])
    await i18next.changeLanguage('en')
  })

  it('that were shown can be read again', async () => {
    for (const lng of ['en', 'de']) {
      await i18next.init({ lng })
      for (const value of [0.03, -1.5, 12, 1e-7]) expect(parse(typable(value))).toBe(value)
    }
  })
})

describe('lists', () => {
  it('are one number or one for each axis', () => {
    expect(parseIntegers('3')).toBe(3)
    expect(parseIntegers('5 × 3')).toEqual([5, 3])
    expect(parseIntegers('5x3')).toEqual([5, 3])
    expect(parseIntegers('')).toBeNull()
    expect(parseIntegers('a')).toBeUndefined()
    expect(listText([5, 3], ' × ')).toBe('5 × 3')
  })

  it('are shapes with unknown lengths', () => {
    expect(parseShape('28, 28, 1')).toEqual([28, 28, 1])
    expect(parseShape('?, 3')).toEqual([null, 3])
    expect(listText([null, 3], ', ')).toBe('?, 3')
  })
})

describe('words', () => {
  it('are written as in mathematics and as in prose', () => {
    expect(['x1', 'x2_squared', 'x1_x2', 'sin_x1'].map(prettyFeature)).toEqual([
      'x₁',
      'x₂²',
      'x₁x₂',
      'sin x₁',
    ])
    expect(words('glorot_uniform')).toBe('glorot uniform')
  })

  it('count parameters out loud', () => {
    expect(arithmetic([[3, 3, 1, 32], [32]])).toBe('3·3·1·32 + 32')
    expect(arithmetic([])).toBe('')
    expect(arithmetic([[7]])).toBe('')
  })
})

describe('one setting for all layers', () => {
  const field = { name: 'activation', type: 'activation', default: 'linear' } as Field
  const kindOf = (name: string) =>
    name === 'dense' ? ({ name, fields: [field] } as unknown as LayerKind) : undefined
  const twins = (edges: NetDocument['edges']) =>
    ({
      nodes: [
        { id: 'in', kind: 'input' },
        { id: 'a', kind: 'dense' },
        { id: 'b', kind: 'dense', shares: 'a' },
        { id: 'out', kind: 'dense' },
      ],
      edges,
    }) as unknown as NetDocument

  it('goes to owners of weights, not to those who share them, and not to ends', () => {
    const document = twins([
      ['in', 'a'],
      ['a', 'b'],
      ['b', 'out'],
    ])
    expect(places(document, 'activation', kindOf).map(({ node }) => node.id)).toEqual(['a'])
  })

  it('leaves an owner alone whose weights are an end too', () => {
    const document = twins([
      ['in', 'a'],
      ['a', 'out'],
      ['out', 'b'],
    ])
    expect(places(document, 'activation', kindOf).map(({ node }) => node.id)).toEqual(['out'])
  })
})
