/** One query compared with one key, in numbers: the product, the score, the share. */

import { t as translate } from '../../../i18n'
import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import type { Frame } from '../../../wire/frames'

/** What the probe `attention` answers about one place of its map. */
export interface Comparison {
  readonly query: ArrayLike<number>
  readonly key: ArrayLike<number>
  readonly scale: number
  readonly weight: number
  /** Of this query, for each key: scores before any mask, shares, and 1 where it may look. */
  readonly scores: readonly number[]
  readonly shares: readonly number[]
  readonly seen: readonly number[]
  readonly at: number
}

export function comparisonOf(frame: Frame | null, row: number, at: number): Comparison | null {
  const [scores, shares, seen, query, key, factors] = frame?.parts ?? []
  if (!scores || !shares || !seen || !query || !key || !factors) return null
  const keys = scores.dims[1] ?? 1
  const line = ({ data }: { data: ArrayLike<number> }): number[] =>
    Array.from({ length: keys }, (_, n) => data[row * keys + n] ?? NaN)
  const [scale = 1, weight = 1] = factors.data
  return {
    query: query.data,
    key: key.data,
    scale,
    weight,
    scores: line(scores),
    shares: line(shares),
    seen: line(seen),
    at,
  }
}

/** e to the score, and the sum of it over all keys this query may look at. */
export function softmaxOf({ scores, seen, at }: Comparison): { one: number; all: number } {
  let all = 0
  scores.forEach((score, n) => (all += seen[n] === 0 ? 0 : Math.exp(score)))
  return { one: Math.exp(scores[at] ?? NaN), all }
}

const TERMS = 3

/** Writes the lines and the bars; `config` is the layer's, `nameOf` says which key it is. */
export function writeComparison(
  root: HTMLElement,
  one: Comparison | null,
  config: Readonly<Record<string, unknown>>,
  nameOf: (key: number) => string,
): void {
  const lines = one ? linesOf(one, config) : { terms: '…', score: '…', share: '…', note: '' }
  for (const [name, text] of Object.entries(lines)) {
    const element = root.querySelector(name === 'note' ? '[data-note]' : `[data-line="${name}"]`)
    if (element) put(element, text)
  }
  const order = one?.shares.map((_, n) => n) ?? []
  order.sort((a, b) => (one?.shares[b] ?? 0) - (one?.shares[a] ?? 0))
  root.querySelectorAll<HTMLElement>('.attention-bar').forEach((bar, n) => {
    const key = order[n]
    const share = key === undefined ? 0 : (one?.shares[key] ?? 0)
    const [name, , value] = bar.children
    put(name, key === undefined ? '' : nameOf(key))
    put(value, key === undefined ? '' : readable(share))
    bar.style.setProperty('--share', `${100 * share}%`)
  })
}

function linesOf(one: Comparison, config: Readonly<Record<string, unknown>>) {
  const { query, key, scale, weight, scores, shares, seen, at } = one
  const score = readable(scores[at] ?? NaN)
  const concat = config.score_mode === 'concat'
  const terms = Array.from({ length: Math.min(TERMS, query.length) }, (_, n) => {
    const [a, b] = [bracketed(query[n] ?? NaN), bracketed(key[n] ?? NaN)]
    return concat ? `tanh(${readable(scale, 2)}·(${a} + ${b}))` : `${a}·${b}`
  })
  const more = query.length > TERMS ? ' + …' : ''
  const product = Array.from(query).reduce((sum, value, n) => sum + value * (key[n] ?? NaN), 0)
  const masked = seen[at] === 0
  const unheard = seen.every((open) => open === 0)
  const { one: top, all } = softmaxOf(one)
  const share = readable(shares[at] ?? NaN)
  return {
    terms: concat
      ? terms.join(' + ') + more
      : `q·k = ${terms.join(' + ')}${more} = ${readable(product)}`,
    score: concat
      ? `${translate('insideSequences.score')} = ${readable(weight)}·Σ = ${score}`
      : `${translate('insideSequences.score')} = ${readable(product)}${scaled(scale, config)} = ${score}`,
    share:
      `${translate('insideSequences.share')} = ` +
      (masked ? share : `e^${score} / Σ = ${readable(top)} / ${readable(all)} = ${share}`),
    note: masked ? translate(unheard ? 'insideSequences.noQuery' : 'insideSequences.masked') : '',
  }
}

/** Heads divide by the root of their size; plain attention may have learned a factor. */
function scaled(scale: number, config: Readonly<Record<string, unknown>>): string {
  if (config.score_mode !== undefined || config.use_scale !== undefined || scale === 1)
    return scale === 1 ? '' : ` · ${readable(scale)}`
  return ` / √${readable(1 / scale ** 2, 0)}`
}

function bracketed(value: number): string {
  const text = readable(value, 2)
  return value < 0 ? `(${text})` : text
}
