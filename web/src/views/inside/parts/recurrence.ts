/** How recurrent layers are told: their rows, and one position of one unit worked out in words. */

import type { NodeFacts } from '../../../live/facts'
import { readable } from '../../../ui/numbers'

export type Walker = 'simple_rnn' | 'lstm' | 'gru'
export type Row =
  'hidden' | 'cell' | 'input' | 'forget' | 'candidate' | 'output' | 'update' | 'reset'

/** In the order of the probe `gates`. */
export const ROWS: Readonly<Record<Walker, readonly Row[]>> = {
  simple_rnn: ['hidden'],
  lstm: ['hidden', 'cell', 'input', 'forget', 'candidate', 'output'],
  gru: ['hidden', 'update', 'reset', 'candidate'],
}

/** In the order of reading: gates first, what they make of the states last. */
export const SHOWN: Readonly<Record<Walker, readonly Row[]>> = {
  simple_rnn: ['hidden'],
  lstm: ['input', 'forget', 'output', 'candidate', 'cell', 'hidden'],
  gru: ['update', 'reset', 'candidate', 'hidden'],
}

const LETTER: Readonly<Record<Row, string>> = {
  hidden: 'h',
  cell: 'c',
  input: 'i',
  forget: 'f',
  candidate: 'g',
  output: 'o',
  update: 'z',
  reset: 'r',
}

/** The layer that walks, which a bidirectional one holds inside, with its settings. */
export interface Walking {
  readonly walker: Walker
  readonly config: Readonly<Record<string, unknown>>
  readonly bothWays: boolean
}

export function walkingOf({ kind, config }: NodeFacts): Walking {
  if (kind !== 'bidirectional') return { walker: kind as Walker, config, bothWays: false }
  const inner = config.layer as string | { kind: string; config?: Record<string, unknown> } | null
  if (!inner || typeof inner === 'string')
    return { walker: (inner ?? 'lstm') as Walker, config: {}, bothWays: true }
  return { walker: inner.kind as Walker, config: inner.config ?? {}, bothWays: true }
}

/** What a row is called in the layer's formula; the GRU's writes its candidate otherwise. */
export function symbolOf(walker: Walker, row: Row): string {
  return walker === 'gru' && row === 'candidate' ? 'proposal' : row
}

/** One position of one unit: what the probe `gates` answers of it. */
export interface Moment {
  /** By row. */
  readonly here: Readonly<Partial<Record<Row, number>>>
  /** The states it came with: hidden, cell. */
  readonly before: ArrayLike<number>
  /** For each column of the weights: of the input, of what is remembered, bias, second bias. */
  readonly sums: ArrayLike<number>
  readonly counts: boolean
}

/** The calculation, a line for each row that is shown. */
export function linesOf(walking: Walking, moment: Moment): { row: Row; text: string }[] {
  const { walker } = walking
  const columns = ROWS[walker].filter((row) => row !== 'cell' && (row !== 'hidden' || only(walker)))
  return SHOWN[walker].map((row) => {
    const column = columns.indexOf(row)
    if (!moment.counts && (row === 'hidden' || row === 'cell'))
      return { row, text: `${LETTER[row]} = ${LETTER[row]}₋₁ = ${value(moment, row)}` }
    const right = column >= 0 ? gate(walking, moment, row, column) : state(walking, moment, row)
    return { row, text: `${LETTER[row]} = ${right} = ${value(moment, row)}` }
  })
}

function only(walker: Walker): boolean {
  return walker === 'simple_rnn'
}

function value(moment: Moment, row: Row): string {
  return readable(moment.here[row] ?? NaN)
}

/** A function of a sum: what comes in, what is remembered, the bias. */
function gate(walking: Walking, moment: Moment, row: Row, column: number): string {
  const { walker, config } = walking
  const [given = NaN, back = NaN, bias = 0, second = 0] = Array.from({ length: 4 }, (_, n) =>
    Number(moment.sums[4 * column + n]),
  )
  const bent = row === 'candidate' || row === 'hidden'
  const name = bent
    ? named(config.activation, 'tanh')
    : named(config.recurrent_activation, 'sigmoid')
  const biased = config.use_bias !== false
  const parts = [readable(given)]
  if (walker === 'gru' && config.reset_after !== false && row === 'candidate') {
    const inner = biased ? `(${readable(back)}${plus(second)})` : readable(back, 3)
    parts.push(` + ${value(moment, 'reset')}·${inner}`)
    if (biased) parts.push(plus(bias))
  } else {
    parts.push(plus(back))
    if (biased) parts.push(plus(bias + second))
  }
  return `${name === 'sigmoid' ? 'σ' : name}(${parts.join('')})`
}

/** A state from the gates and the state before. */
function state({ walker, config }: Walking, moment: Moment, row: Row): string {
  const [hidden = NaN, cell = NaN] = Array.from(moment.before)
  const bend = named(config.activation, 'tanh')
  if (walker === 'gru')
    return `${value(moment, 'update')}·${bracketed(hidden)} + (1 − ${value(moment, 'update')})·${bracketed(moment.here.candidate ?? NaN)}`
  if (row === 'cell')
    return `${value(moment, 'forget')}·${bracketed(cell)} + ${value(moment, 'input')}·${bracketed(moment.here.candidate ?? NaN)}`
  return `${value(moment, 'output')}·${bend}(${value(moment, 'cell')})`
}

function named(activation: unknown, usual: string): string {
  return typeof activation === 'string' ? activation : usual
}

function plus(number: number): string {
  return number < 0 ? ` − ${readable(-number)}` : ` + ${readable(number)}`
}

function bracketed(number: number): string {
  return number < 0 ? `(${readable(number)})` : readable(number)
}
