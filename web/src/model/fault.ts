/** Where a text stops being JSON and what belongs there; browsers differ in what they say of it. */

/** What should stand at the place where the text goes wrong. */
export type Wanted = 'value' | 'key' | 'colon' | 'comma' | 'end' | 'quote' | 'escape' | 'digit'

interface Fault {
  readonly line: number
  readonly column: number
  /** What stands there instead; empty at the end of the text. */
  readonly found: string
  readonly wanted: Wanted
}

class Stop extends Error {
  constructor(
    readonly at: number,
    readonly wanted: Wanted,
  ) {
    super(wanted)
  }
}

/** The first fault of a text; null where it is JSON. */
export function faultOf(text: string): Fault | null {
  try {
    const end = blank(text, value(text, blank(text, 0)))
    if (end < text.length) throw new Stop(end, 'end')
    return null
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return placed(text, error)
  }
}

function placed(text: string, { at, wanted }: Stop): Fault {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/)
  const column = Array.from(lines.at(-1) ?? '').length + 1
  return { line: lines.length, column, found: standing(text, at), wanted }
}

const MOST_LETTERS = 20

/** A whole word or number, else one letter; the end of a line by its own sign. */
function standing(text: string, at: number): string {
  const rest = text.slice(at, at + 2 * MOST_LETTERS)
  const found = /^[\w+.-]+/.exec(rest)?.[0] ?? Array.from(rest)[0] ?? ''
  if (/^[\r\n]/.test(found)) return '↵'
  return found.length > MOST_LETTERS ? `${found.slice(0, MOST_LETTERS)}…` : found
}

function blank(text: string, at: number): number {
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1
  return at
}

/** Each reader answers where what it has read ends. */
function value(text: string, at: number): number {
  const first = text.charAt(at)
  if (first === '{') return list(text, at, '}', entry)
  if (first === '[') return list(text, at, ']', value)
  if (first === '"') return quoted(text, at)
  if (first === '-' || isDigit(first)) return number(text, at)
  const word = /^(?:true|false|null)(?!\w)/.exec(text.slice(at, at + 6))?.[0]
  if (word === undefined) throw new Stop(at, 'value')
  return at + word.length
}

function list(
  text: string,
  start: number,
  close: string,
  part: (text: string, at: number) => number,
): number {
  let at = blank(text, start + 1)
  if (text.charAt(at) === close) return at + 1
  for (;;) {
    at = blank(text, part(text, at))
    if (text.charAt(at) === close) return at + 1
    if (text.charAt(at) !== ',') throw new Stop(at, 'comma')
    at = blank(text, at + 1)
  }
}

function entry(text: string, start: number): number {
  if (text.charAt(start) !== '"') throw new Stop(start, 'key')
  const colon = blank(text, quoted(text, start))
  if (text.charAt(colon) !== ':') throw new Stop(colon, 'colon')
  return value(text, blank(text, colon + 1))
}

function quoted(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const letter = text.charAt(at)
    if (letter === '"') return at + 1
    if (letter < ' ') throw new Stop(at, 'quote')
    if (letter !== '\\') continue
    const escape = /^(?:["\\/bfnrt]|u[\da-fA-F]{4})/.exec(text.slice(at + 1, at + 6))?.[0]
    if (escape === undefined) throw new Stop(at + 1, 'escape')
    at += escape.length
  }
  throw new Stop(text.length, 'quote')
}

function number(text: string, start: number): number {
  let at = text.charAt(start) === '-' ? start + 1 : start
  // Nothing may follow a leading zero: 007 is no number here.
  at = text.charAt(at) === '0' ? at + 1 : digits(text, at)
  if (text.charAt(at) === '.') at = digits(text, at + 1)
  if (!/[eE]/.test(text.charAt(at))) return at
  at += /[+-]/.test(text.charAt(at + 1)) ? 2 : 1
  return digits(text, at)
}

function digits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charAt(at))) at += 1
  if (at === start) throw new Stop(at, 'digit')
  return at
}

function isDigit(letter: string): boolean {
  return letter !== '' && letter >= '0' && letter <= '9'
}
