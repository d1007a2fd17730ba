/** Symbols of a formula: where they stand in the TeX, and how their numbers are written. Pure. */

import type { Binding } from '../api/lessons'
import { colored } from '../ui/marks'
import { readable } from '../ui/numbers'

const PLACE = /{{(.+?)}}/g

/** How a symbol that no TeX explains is written. */
const LETTERS: Record<string, string> = { eta: '\\eta', lambda: '\\lambda', yhat: '\\hat y' }

/** The names of the symbols, in the order they appear. */
export function symbolsIn(tex: string): readonly string[] {
  return [...new Set([...tex.matchAll(PLACE)].map((match) => match[1] ?? ''))]
}

/** The formula with its symbols as letters. */
export function withLetters(tex: string): string {
  const names = symbolsIn(tex)
  return tex.replace(PLACE, (_, name: string) =>
    colored(names.indexOf(name), LETTERS[name] ?? name),
  )
}

/** The same with the numbers of this moment; a question mark where one is not known. */
export function withNumbers(tex: string, values: Readonly<Record<string, number>>): string {
  const names = symbolsIn(tex)
  return tex.replace(PLACE, (_, name: string, at: number) => {
    const value = values[name]
    const text = value === undefined ? '\\text{?}' : numberTex(value)
    const bare = at === 0 || value === undefined || !(value < 0)
    return colored(names.indexOf(name), bare ? text : `(${text})`)
  })
}

/** A number in the page's language; TeX takes a bare comma for a list. */
function numberTex(value: number): string {
  if (value === Infinity) return '\\infty'
  const text = readable(value, Math.abs(value) >= 100 ? 0 : 3)
  const power = /^(.+)·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/.exec(text)
  if (!power) return plain(text)
  const raised = (power[2] ?? '').replace(/./g, (one) =>
    '-0123456789'.charAt('⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(one)),
  )
  return `${plain(power[1] ?? '')} \\cdot 10^{${raised}}`
}

function plain(text: string): string {
  return text.replace('−', '-').replace(/,/g, '{,}').replace('–', '\\text{?}')
}

/** A number that training is set to, by its name alone: the optimizer's before the loss's. */
export function knobOf(knobs: Readonly<Record<string, unknown>>, name: string): number {
  const groups = [knobs, knobs.optimizer, knobs.loss] as (Record<string, unknown> | undefined)[]
  const value = groups.map((group) => group?.[name]).find((one) => typeof one === 'number')
  return value ?? NaN
}

/** What a symbol points at on the canvas. */
export function litBy({ node, weight, index, unit }: Binding) {
  if (node === undefined) return null
  return {
    node,
    ...(weight === undefined ? {} : { weight }),
    ...(index === undefined ? {} : { index }),
    ...(unit === undefined ? {} : { unit }),
  }
}
