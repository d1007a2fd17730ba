/** A text from inside: as it stands there, what of it is cut off, and the number of each token. */

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

import { useT } from '../../../i18n'
import type { Passage, RawSample } from '../../../live/raw'
import { whole } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import { Spoken } from '../../Spoken'
import type { InsideProps } from '../inside'
import { useEntering } from './entering'
import { lastWord, shownWord } from './positions'
import { StepsExplained } from './StepsExplained'
import '../sequences.css'

const UNKNOWN = 1
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowDown: 1,
}

export function InputText({ node, kind, sample }: InsideProps & { readonly sample: RawSample }) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const strip = useRef<HTMLDivElement>(null)
  const [asked, choose] = useState<number | null>(null)
  const words = sample.words ?? []
  const tokens = words.map((word, n) => ({ word, known: sample.made.values[n] !== UNKNOWN }))
  const position = Math.min(asked ?? lastWord(tokens, tokens.length), tokens.length - 1)
  useEntering(root, node, (element, values) => {
    for (const place of element.querySelectorAll<HTMLElement>('[data-token]'))
      put(place, whole(values[Number(place.dataset.token)] ?? NaN))
    put(element.querySelector('[data-value]') ?? undefined, whole(values[position] ?? NaN))
  })
  useEffect(() => {
    strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [position])
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const ends: Record<string, number> = { Home: 0, End: tokens.length - 1 }
    const to = ends[event.key] ?? position + (STEPS[event.key] ?? NaN)
    if (Number.isNaN(to)) return
    event.preventDefault()
    event.stopPropagation()
    choose(Math.min(tokens.length - 1, Math.max(0, to)))
  }
  const token = tokens[position]
  const said = token && saidOf(t, token, sample)
  return (
    <>
      <div className="input-stage" ref={root}>
        {sample.passage && <PassageText passage={sample.passage} fillers={fillersOf(words)} />}
        <p className="input-sentence" data-spoken>
          {t('insideInput.position', { n: whole(position + 1) })}{' '}
          <span data-symbol="x">{said}</span> <b className="mono" data-value data-symbol="y" />
        </p>
        <div
          ref={strip}
          className="lookup-tokens"
          role="listbox"
          tabIndex={0}
          aria-label={t('insideInput.tokens')}
          onKeyDown={move}
        >
          {tokens.map((one, n) => (
            <span
              key={n}
              className="lookup-token"
              role="option"
              aria-selected={n === position}
              onClick={() => choose(n)}
            >
              <b className={one.known ? undefined : 'live-unknown'}>{shownWord(one)}</b>
              <span className="mono soft" data-token={n} />
            </span>
          ))}
        </div>
        <Spoken body={root} />
      </div>
      <StepsExplained kind={kind} steps={sample.steps.map(({ step }) => step)} />
    </>
  )
}

function fillersOf(words: readonly (string | null)[]): number {
  return words.filter((word) => word === null).length
}

function saidOf(
  t: ReturnType<typeof useT>,
  token: { word: string | null; known: boolean },
  sample: RawSample,
): string {
  if (token.word === null) return t('insideInput.filler')
  const numbering = sample.steps.find(({ step }) => step === 'tokenize')
  const vocabulary = whole(Number(numbering?.statistics.vocabulary ?? NaN))
  const values = { word: shownWord(token), vocabulary }
  return t(token.known ? 'insideInput.known' : 'insideInput.unknown', values)
}

/** The text as it stands there; what is cut off is crossed out, of a running text the window marked. */
function PassageText({ passage, fillers }: { passage: Passage; fillers: number }) {
  const t = useT()
  const seen = useRef<HTMLElement>(null)
  const { text, begin, end, before, after } = passage
  useEffect(() => {
    const mark = seen.current
    const box = mark?.parentElement
    if (mark && box) box.scrollTop = mark.offsetTop - 30
  }, [passage])
  const running = before === null
  const Cut = running ? 'span' : 's'
  const told = [
    before ? t('insideInput.cutBefore', { count: before, n: whole(before) }) : '',
    after ? t('insideInput.cutAfter', { count: after, n: whole(after) }) : '',
    before === 0 && after === 0 ? t('insideInput.cutNone') : '',
    fillers > 0 ? t('insideInput.fillers', { count: fillers, n: whole(fillers) }) : '',
  ]
  return (
    <figure className="input-text">
      <figcaption className="inside-label">
        {t(running ? 'insideInput.running' : 'insideInput.text')}
      </figcaption>
      <p className="input-passage" tabIndex={0} data-symbol="x">
        {begin > 0 && <Cut className="soft">{text.slice(0, begin)}</Cut>}
        <mark ref={seen} data-seen>
          {text.slice(begin, end)}
        </mark>
        {end < text.length && <Cut className="soft">{text.slice(end)}</Cut>}
      </p>
      <p className="soft input-note">{told.filter(Boolean).join(' ')}</p>
    </figure>
  )
}
