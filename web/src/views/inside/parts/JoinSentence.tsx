/** The calculation behind one number of a join, with its numbers; whoever reads the answer fills it. */

import { Fragment } from 'react'

import { t as translate, useT } from '../../../i18n'
import { readable, whole } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import { largestTerms } from '../../terms'
import { winnersOf } from './joined'

/** What stands before the terms, between two of them, and behind them. */
const SIGNS: Readonly<Record<string, readonly [string, string, string]>> = {
  add: ['', ' + ', ''],
  subtract: ['', ' − ', ''],
  multiply: ['', ' · ', ''],
  average: ['(', ' + ', ') / '],
  maximum: ['max(', '; ', ')'],
  minimum: ['min(', '; ', ')'],
}
/** The symbol of a kind's formula that joins the terms. */
export const SYMBOLS: Readonly<Record<string, string>> = {
  add: 'sum',
  average: 'sum',
  dot: 'sum',
  multiply: 'product',
  maximum: 'max',
  minimum: 'min',
}
const PRODUCTS = 8

export function signOf(kind: string): string {
  const [before, between] = SIGNS[kind] ?? ['', kind === 'dot' ? ' · ' : ' , ']
  return before.length > 1 ? before.slice(0, -1) : between.trim()
}

/** One term for each of `inputs`. */
export function JoinSentence({ kind, inputs }: { kind: string; inputs: number }) {
  const [before, between, behind] = SIGNS[kind] ?? ['', '', '']
  return (
    <p className="join-sentence mono">
      <span data-symbol={SYMBOLS[kind]}>{before}</span>
      {Array.from({ length: inputs }, (_, n) => (
        <Fragment key={n}>
          {n > 0 && <span data-symbol={SYMBOLS[kind]}>{between}</span>}
          <span data-term={n} data-symbol="x">
            …
          </span>
        </Fragment>
      ))}
      {behind}
      {kind === 'average' && inputs}
      {' = '}
      <b data-result data-symbol="y" />
    </p>
  )
}

/** Writes it below `root`; of a maximum the input that decides is marked. */
export function writeJoin(
  root: HTMLElement,
  kind: string,
  terms: Float32Array,
  counts: Float32Array,
  value: number,
): void {
  const picks = kind === 'maximum' || kind === 'minimum'
  const winners = winnersOf(terms, counts, value)
  for (const span of root.querySelectorAll<HTMLElement>('[data-term]')) {
    const n = Number(span.dataset.term)
    const [term, masked] = [terms[n] ?? NaN, counts[n] === 0]
    const text = masked ? translate('insideNorms.masked') : readable(term)
    put(span, !picks && n > 0 && term < 0 && !masked ? `(${text})` : text)
    span.classList.toggle('won', picks && (winners[n] ?? false))
  }
  put(root.querySelector('[data-result]') ?? undefined, readable(value))
}

/** The largest products of a dot product, the others as one, and what becomes of their sum. */
export function DotTerms({ normalized }: { normalized: boolean }) {
  const t = useT()
  return (
    <div className="dot-terms mono">
      {Array.from({ length: PRODUCTS }, (_, n) => (
        <p key={n} data-product hidden>
          <span className="soft" /> <span data-symbol="x" /> · <span data-symbol="x" /> = <b />
        </p>
      ))}
      <p data-others className="soft" hidden />
      <p>
        <span data-symbol="sum">Σ</span> = <span data-sum />
        {normalized && (
          <>
            {' '}
            <span data-lengths aria-label={t('insideNorms.lengthsAre')} />
          </>
        )}
        {normalized && ' = '}
        {normalized && <b data-result data-symbol="y" />}
      </p>
    </div>
  )
}

/** Writes it below `root`: `terms` are the numbers of both vectors, one behind the other. */
export function writeDot(root: HTMLElement, terms: Float32Array, value: number): void {
  const half = terms.length / 2
  const [first, second] = [terms.subarray(0, half), terms.subarray(half)]
  const working = { inputs: first, weights: second, bias: null, sum: NaN, output: value }
  const { terms: largest, rest, restCount } = largestTerms(working, PRODUCTS)
  root.querySelectorAll<HTMLElement>('[data-product]').forEach((row, n) => {
    const term = largest[n]
    row.hidden = term === undefined
    if (!term) return
    const [name, a, b, product] = row.children
    put(name, String(term.at + 1))
    put(a, readable(term.input))
    put(b, term.weight < 0 ? `(${readable(term.weight)})` : readable(term.weight))
    put(product, readable(term.product))
  })
  const others = root.querySelector<HTMLElement>('[data-others]')
  if (others) others.hidden = restCount === 0
  const told = { n: whole(restCount), sum: readable(rest) }
  put(others ?? undefined, translate('insideNorms.terms', told))
  const sum = first.reduce((total, one, n) => total + one * (second[n] ?? 0), 0)
  put(root.querySelector('[data-sum]') ?? undefined, readable(sum))
  const lengths = `/ (${readable(lengthOf(first))} · ${readable(lengthOf(second))})`
  put(root.querySelector('[data-lengths]') ?? undefined, lengths)
  put(root.querySelector('[data-result]') ?? undefined, readable(value))
}

/** Shorter ones than 1e-7 count as that long, as in the layer. */
function lengthOf(vector: Float32Array): number {
  return Math.sqrt(
    Math.max(
      1e-14,
      vector.reduce((sum, one) => sum + one * one, 0),
    ),
  )
}
