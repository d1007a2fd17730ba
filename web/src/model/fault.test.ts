import { describe, expect, it } from 'vitest'
import { faultOf } from './fault'

describe('what is wrong with a text', () => {
  it.each([
    ['{"a": 1,\n  "b": ]}', { line: 2, column: 8, found: ']', wanted: 'value' }],
    ['{"a": 1\n "b": 2}', { line: 2, column: 2, found: '"', wanted: 'comma' }],
    ['{"a": 1,}', { line: 1, column: 9, found: '}', wanted: 'key' }],
    ['{a: 1}', { line: 1, column: 2, found: 'a', wanted: 'key' }],
    ['{"a" 1}', { line: 1, column: 6, found: '1', wanted: 'colon' }],
    ['[1, 2', { line: 1, column: 6, found: '', wanted: 'comma' }],
    ['', { line: 1, column: 1, found: '', wanted: 'value' }],
    ['[1]]', { line: 1, column: 4, found: ']', wanted: 'end' }],
    ['["a\nb"]', { line: 1, column: 4, found: '↵', wanted: 'quote' }],
    ['["open', { line: 1, column: 7, found: '', wanted: 'quote' }],
    ['["\\x"]', { line: 1, column: 4, found: 'x', wanted: 'escape' }],
    ['[1.]', { line: 1, column: 4, found: ']', wanted: 'digit' }],
    ['[0,03, "ü😀", True]', { line: 1, column: 5, found: '3', wanted: 'comma' }],
    ['["ü😀", True]', { line: 1, column: 8, found: 'True', wanted: 'value' }],
    ['\r\n\r\n!', { line: 3, column: 1, found: '!', wanted: 'value' }],
  ])('%s', (text, fault) => {
    expect(() => void JSON.parse(text)).toThrow()
    expect(faultOf(text)).toEqual(fault)
  })

  it('is nothing where the parser finds nothing', () => {
    for (const text of ['0', '-1.5e+3', '[]', '{}', ' {"a": [true, null, "\\u00e4\\n"]} ', '"x"']) {
      expect(() => void JSON.parse(text)).not.toThrow()
      expect(faultOf(text)).toBeNull()
    }
  })

  it('is there exactly where the parser refuses, for any cut or changed letter', () => {
    const whole = '{"a": [1, -2.5e3, true], "b": {"c": "x\\"y"}, "d": null}'
    const letters = ['', ',', '"', '}', ']', '0', 'e', '\n', '\\', '-']
    for (let at = 0; at < whole.length; at++) {
      for (const letter of letters) {
        const text = whole.slice(0, at) + letter + whole.slice(at + 1)
        expect([text, faultOf(text) === null]).toEqual([text, parses(text)])
      }
      expect(faultOf(whole.slice(0, at))).not.toBeNull()
    }
  })
})

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
