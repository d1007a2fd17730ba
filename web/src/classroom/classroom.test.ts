import { describe, expect, it } from 'vitest'
import { isWholeCode, spellCode, strengthOf } from './spelling'

describe('a join code as it is typed', () => {
  it.each([
    ['k7mf2qxr', 'K7MF-2QXR'],
    ['K7MF-2QXR', 'K7MF-2QXR'],
    [' k7 mf-2q.xr ', 'K7MF-2QXR'],
    ['k7mf', 'K7MF'],
    ['k7mf2', 'K7MF-2'],
    ['oilk', '011K'],
    ['K7MF-2QXR-and-more', 'K7MF-2QXR'],
  ])('%j is shown as %j', (typed, shown) => {
    expect(spellCode(typed)).toBe(shown)
  })

  it('is whole with eight letters and digits', () => {
    expect(isWholeCode(spellCode('k7mf2qxr'))).toBe(true)
    expect(isWholeCode(spellCode('k7mf2qx'))).toBe(false)
  })
})

describe('how hard a password is to guess', () => {
  it.each([
    ['kurz', 'short'],
    ['aaaaaaaaaaaa', 'weak'],
    ['1234567890123', 'weak'],
    ['abcdefghijklm', 'weak'],
    ['qpqpqpqpqpqp', 'weak'],
    ['hausgartenweg', 'fair'],
    ['correct horse battery', 'strong'],
    ['Tr0mpete & Kamel', 'strong'],
  ])('%j is %s', (password, strength) => {
    expect(strengthOf(password)).toBe(strength)
  })
})
