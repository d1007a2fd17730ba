/** How each number that a network gets came about: of which cell, by which steps, with what figures. */

import type { Translate } from '../../../i18n'
import type { StepDone } from '../../../api/samples'
import type { RawCell, RawSample } from '../../../live/raw'
import { readable, short } from '../../../ui/numbers'
import { prettyFeature } from '../../../ui/pretty'
import type { Inside } from '../inside'

/** One input of the network that a cell of a table became. */
export interface Made {
  readonly cell: RawCell
  /** The name it asks for, of a column of names. */
  readonly level: string | null
  /** What was put where nothing stood. */
  readonly filled: number | string | null
  /** The step that scales it, with its figures for this column. */
  readonly scaling: { readonly step: string; readonly figures: readonly [number, number] } | null
  /** All steps that it went through, in order. */
  readonly steps: readonly string[]
}

/** A piece of a sentence; `symbol` lights up with the formula. */
export interface Piece {
  readonly text: string
  readonly symbol?: string
}

const SCALINGS: Readonly<Record<string, readonly [string, string]>> = {
  standardize: ['mean', 'deviation'],
  normalize: ['minimum', 'maximum'],
}

/** Every input of the data set, in order. */
export function madeOf({ cells, features, steps }: RawSample): Made[] {
  const made = (cells ?? []).flatMap((cell) => cell.inputs.map((_, n) => ({ cell, n })))
  return made.map(({ cell, n }, place) => {
    const names = [cell.column, features[place] ?? '']
    const of = (step: StepDone): number => step.columns.findIndex((name) => names.includes(name))
    const filling = steps.find((done) => done.step === 'fill_missing' && of(done) >= 0)
    const levels = steps.find((done) => done.step === 'one_hot' && done.columns[0] === cell.column)
    const scaling = steps.find((done) => done.step in SCALINGS && of(done) >= 0)
    const gap = cell.value === null && filling !== undefined
    return {
      cell,
      level: levels === undefined ? null : String(listOf(levels, 'levels')[n]),
      filled: gap ? (listOf(filling, 'filled')[of(filling)] as number | string) : null,
      scaling: scaling ? { step: scaling.step, figures: figuresOf(scaling, of(scaling)) } : null,
      steps: [gap && filling, levels, scaling].flatMap((done) => (done ? [done.step] : [])),
    }
  })
}

function listOf(done: StepDone, name: string): unknown[] {
  return (done.statistics[name] ?? []) as unknown[]
}

function figuresOf(done: StepDone, place: number): [number, number] {
  const [first, second] = SCALINGS[done.step] ?? ['', '']
  return [Number(listOf(done, first)[place]), Number(listOf(done, second)[place])]
}

/** The cell as it stands there; a dash where nothing does. */
export function rawText({ value, unit }: RawCell): string {
  if (value === null) return '–'
  return typeof value === 'string' ? value : `${short(value)}${unit && ` ${unit}`}`
}

/** The working of one input up to the sign before its result. */
export function workingOf(t: Translate, made: Made): Piece[] {
  const { cell, level, filled, scaling } = made
  const pieces: Piece[] = []
  const value = filled ?? cell.value
  const word = typeof value === 'number' ? readable(value) : (value ?? t('insideInput.nothing'))
  if (filled !== null) {
    const key = typeof filled === 'number' ? 'insideInput.filledMean' : 'insideInput.filledUsual'
    pieces.push({ text: `${t(key, { value: word })} `, symbol: 'filled' })
  }
  let text = filled === null ? rawText(cell) : word
  if (level !== null) {
    const number = Number(value === level)
    pieces.push({ text: word, symbol: 'x' }, { text: number === 1 ? ' = ' : ' ≠ ' })
    pieces.push({ text: level, symbol: 'level' }, { text: ' → ' })
    if (scaling === null) return pieces
    pieces.push({ text: `${number}; ` })
    text = String(number)
  }
  if (scaling === null) return [...pieces, { text, symbol: 'x' }, { text: ' = ' }]
  const [first, second] = scaling.figures
  const [low, high] = [bracketed(first), bracketed(second)]
  if (scaling.step === 'standardize' && second === 0)
    return [...pieces, { text: `${t('insideInput.constant')} `, symbol: 'deviation' }]
  const standard = scaling.step === 'standardize'
  const from = standard ? 'mean' : 'least'
  const over: Piece[] = standard
    ? [{ text: low, symbol: from }, { text: ') / ' }, { text: high, symbol: 'deviation' }]
    : [
        { text: low, symbol: from },
        { text: ') / (' },
        { text: high, symbol: 'greatest' },
        { text: ' − ' },
        { text: low, symbol: from },
        { text: ')' },
      ]
  return [
    ...pieces,
    { text: '(' },
    { text, symbol: 'x' },
    { text: ' − ' },
    ...over,
    { text: ' = ' },
  ]
}

function bracketed(value: number): string {
  return value < 0 ? `(${readable(value)})` : readable(value)
}

/** What is made of a point: the formula as TeX and the working of it. */
export function featureOf(name: string, x1: number, x2: number): { tex: string; pieces: Piece[] } {
  const [one, two] = [short(x1), short(x2)]
  const first = { text: one, symbol: 'x1' }
  const second = { text: two, symbol: 'x2' }
  const own = name.includes('x1') ? first : second
  const tex = name.includes('x1') ? 'x_1' : 'x_2'
  const head = { text: `${prettyFeature(name)} = `, symbol: 'y' }
  if (name === 'x1_x2')
    return {
      tex: "x' = x_1\\, x_2",
      pieces: [
        head,
        first,
        { text: ' · ' },
        { ...second, text: x2 < 0 ? `(${two})` : two },
        EQUALS,
      ],
    }
  if (name.endsWith('_squared')) {
    const base = own.text.startsWith('−') ? `(${own.text})` : own.text
    return { tex: `x' = ${tex}^2`, pieces: [head, { ...own, text: `${base}²` }, EQUALS] }
  }
  if (name.startsWith('sin_'))
    return {
      tex: `x' = \\sin ${tex}`,
      pieces: [head, { text: 'sin(' }, own, { text: ')' }, EQUALS],
    }
  return { tex: `x' = ${tex}`, pieces: [head, own, EQUALS] }
}

const EQUALS: Piece = { text: ' = ' }

const X = { tex: 'x', code: /\brows\b/ }
const Y = { tex: "x'", code: /\breturn\b/ }

/** The symbols of every step's formula, by the step's name; those of a point under `point`. */
export const SYMBOLS: Readonly<Record<string, Inside['symbols']>> = {
  standardize: {
    x: X,
    mean: { tex: '\\mu', code: /\bmean\b/ },
    deviation: { tex: '\\sigma', code: /\bdeviation\b|\bwidth\b/ },
    y: Y,
  },
  normalize: {
    x: X,
    least: { tex: 'x_{\\min}', code: /\bleast\b/ },
    greatest: { tex: 'x_{\\max}', code: /\bgreatest\b/ },
    y: Y,
  },
  one_hot: {
    x: X,
    level: { tex: 'c_k', code: /\bfitted\b/ },
    y: { tex: "x'_k", code: /\breturn\b/ },
  },
  fill_missing: {
    x: { tex: 'x', code: /\bcolumn\b/ },
    filled: { tex: '\\bar{x}', code: /\busual\b/ },
    y: Y,
  },
  scale: { x: X, factor: { tex: 's', code: /\bfactor\b/ }, y: Y },
  gray: { x: { tex: 'R', code: /\brows\b/ }, y: Y },
  resize: {
    x: { tex: 'x_{u,v}', code: /\brows\b/ },
    y: { tex: "x'_{i,j}", code: /\breturn\b/ },
  },
  tokenize: { x: { tex: 'w', code: /\branks\b/ }, y: Y },
  pad: { x: { tex: 'x_{i + s}', code: /\brows\b/ }, y: { tex: "x'_i", code: /\breturn\b/ } },
  point: {
    x1: { tex: 'x_1', code: /\bx1\b/ },
    x2: { tex: 'x_2', code: /\bx2\b/ },
    y: Y,
  },
}
