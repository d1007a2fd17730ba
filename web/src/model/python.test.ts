import { describe, expect, it } from 'vitest'
import { pieces, type Look } from './python'

const looks = (source: string, look: Look) =>
  pieces(source)
    .filter((piece) => piece.look === look)
    .map(({ text }) => text)

const PROGRAM = `"""Circle, written
for # Keras."""

import numpy as np  # numbers


@register("x")
class Crop(layers.Crop):
    def call(self, x1, rate=1e-3):
        if not rate:
            return f"it's # {x1}" + 'a "b"' + "\\\\"
        return np.inf_2 * 0.5
`

describe('a program in color', () => {
  it('keeps every letter', () => {
    expect(
      pieces(PROGRAM)
        .map(({ text }) => text)
        .join(''),
    ).toBe(PROGRAM)
  })
  it('tells comments from texts', () => {
    expect(looks(PROGRAM, 'comment')).toEqual(['# numbers'])
    expect(looks(PROGRAM, 'text')).toEqual([
      '"""Circle, written\nfor # Keras."""',
      '"x"',
      `f"it's # {x1}"`,
      `'a "b"'`,
      '"\\\\"',
    ])
  })
  it('knows words of the language, numbers and what gets a name', () => {
    expect(looks(PROGRAM, 'keyword')).toEqual([
      ...['import', 'as', 'class', 'def', 'if', 'not', 'return', 'return'],
    ])
    expect(looks(PROGRAM, 'number')).toEqual(['1e-3', '0.5'])
    expect(looks(PROGRAM, 'name')).toEqual(['@register', 'Crop', 'call'])
  })
  it('ends with a text that never ends', () => {
    for (const open of ['x = "abc', '"""abc\ndef', "'''", '"']) {
      expect(
        pieces(open)
          .map(({ text }) => text)
          .join(''),
      ).toBe(open)
    }
  })
})
