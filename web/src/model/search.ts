/** Finding kinds by what people call them, in either language, small slips forgiven. */

import type { Kind } from './catalog'

/** Lower case, no marks on letters, ß as ss, ae as a; what is no letter or digit is a space. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How well a kind fits, the smaller the better; null where it does not. */
export function fit(kind: Kind, search: string): number | null {
  const asked = folded(search)
  if (asked === '') return 0
  const { names, keywords, summaries } = textsOf(kind)
  const places = [
    placed(names, asked),
    later(placed(keywords, asked), 1),
    later(placed(summaries, asked), 4),
    allWords([...names, ...keywords, ...summaries], asked),
    later(slipped(names, asked), 20),
    later(slipped(keywords, asked), 21),
  ].filter((place) => place !== null)
  return places.length > 0 ? Math.min(...places) : null
}

/** The kinds that a search finds, the best first; all in their own order when nothing is asked. */
export function found<K extends Kind>(kinds: readonly K[], search: string): readonly K[] {
  const fits = kinds.map((kind) => ({ kind, place: fit(kind, search) }))
  const known = fits.filter((one): one is { kind: K; place: number } => one.place !== null)
  // Slips are forgiven only where nothing fits as it was written.
  const best = Math.min(...known.map(({ place }) => place))
  const exact = best < SLIPS ? known.filter(({ place }) => place < SLIPS) : known
  return exact.sort((one, other) => one.place - other.place).map(({ kind }) => kind)
}

const SLIPS = 20

interface Texts {
  readonly names: readonly string[]
  readonly keywords: readonly string[]
  readonly summaries: readonly string[]
}

const known = new WeakMap<Kind, Texts>()

function textsOf(kind: Kind): Texts {
  const before = known.get(kind)
  if (before) return before
  const texts = {
    names: [kind.label.en, kind.label.de, kind.name].map(folded),
    keywords: (kind.keywords ?? []).map(folded),
    summaries: [kind.summary.en, kind.summary.de].map(folded),
  }
  known.set(kind, texts)
  return texts
}

function later(place: number | null, by: number): number | null {
  return place === null ? null : place + by
}

/** 0: the whole text, 2: its beginning, 4: a word's beginning, 6: anywhere; spaces do not count. */
function placed(texts: readonly string[], asked: string): number | null {
  const dense = asked.replaceAll(' ', '')
  const places = texts.map((text) => {
    const joined = text.replaceAll(' ', '')
    if (joined === dense) return 0
    if (joined.startsWith(dense)) return 2
    if (` ${text}`.includes(` ${asked}`)) return 4
    return joined.includes(dense) ? 6 : null
  })
  const hits = places.filter((place) => place !== null)
  return hits.length > 0 ? Math.min(...hits) : null
}

/** Every word somewhere, in whatever order. */
function allWords(texts: readonly string[], asked: string): number | null {
  const words = asked.split(' ')
  const all = texts.join(' ')
  return words.length > 1 && words.every((word) => all.includes(word)) ? 12 : null
}

/** A text or one of its words that is off by a letter, by two in long ones. */
function slipped(texts: readonly string[], asked: string): number | null {
  const dense = asked.replaceAll(' ', '')
  if (dense.length < 4) return null
  const most = dense.length < 8 ? 1 : 2
  const slips = texts
    .flatMap((text) => [text.replaceAll(' ', ''), ...text.split(' ')])
    .filter((word) => Math.abs(word.length - dense.length) <= most && word.length > 3)
    .map((word) => distance(word, dense))
    .filter((slip) => slip <= most)
  return slips.length > 0 ? Math.min(...slips) : null
}

/** Letters to add, drop, change or swap with their neighbor (optimal string alignment). */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, place) => place)]
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0
  for (let row = 1; row <= one.length; row++) {
    rows.push([row])
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1
      let least = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + same,
      )
      if (one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, at(row - 2, column - 2) + 1)
      }
      rows[row]?.push(least)
    }
  }
  return at(one.length, other.length)
}
