/** An embedding: the sample's tokens, the table's row of the chosen one, and the rows like it. */

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'

import { useT } from '../../i18n'
import { fetchVocabulary } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { useRun } from '../../live/run'
import { sampleOf, useSample } from '../../live/sample'
import { readable, whole } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Frame } from '../../wire/frames'
import { Spoken } from '../Spoken'
import type { Inside, InsideProps } from './inside'
import { lastWord, shownWord, useTokens } from './parts/positions'
import { putNumber } from './parts/tint'
import { Window, windowAt } from './parts/Window'
import './sequences.css'

const MOST_CELLS = 32
const MOST_NEAREST = 8
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowDown: 1,
}

function Embedding({ node, inputs, shape }: InsideProps) {
  const t = useT()
  const body = useRef<HTMLDivElement>(null)
  const strip = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const time = inputs[0]?.[0] ?? 1
  const size = shape.at(-1) ?? 1
  const table = Number(node.config.input_dim ?? 10_000)
  const tokens = useTokens(node, time)
  const words = useVocabulary(tokens !== null)
  const [place, setPlace] = useState<number | null>(null)
  const [start, setStart] = useState(0)
  const position = Math.min(place ?? lastWord(tokens, time), time - 1)
  const count = Math.min(size, MOST_CELLS)
  const first = windowAt(start, size, count)
  const nameOf = (number: number): string =>
    words.get(number) ?? t('insideSequences.number', { number: whole(number) })
  useLive(
    body,
    { probe: 'lookup', node: node.id, index: [position], sample },
    useReadable((handle) => {
      if (!body.current) return
      const frame = handle.frame()
      write(body.current, frame, { position, first, nameOf })
      const number = frame?.parts[0]?.data[position]
      const title = body.current.querySelector('[data-title]')
      if (title)
        put(title, number === undefined ? '…' : t('insideSequences.row', { number: whole(number) }))
    }),
  )
  useEffect(() => {
    strip.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [position, tokens])
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setPlace(Math.min(time - 1, Math.max(0, position + step)))
  }
  const word = tokens?.[position]
  return (
    <div className="sequences" ref={body}>
      <div className="sequences-main">
        <div
          className="lookup-tokens"
          ref={strip}
          role="group"
          tabIndex={0}
          aria-label={t('insideSequences.tokens')}
          data-symbol="token"
          onKeyDown={move}
        >
          {Array.from({ length: time }, (_, n) => {
            const token = tokens?.[n]
            return (
              <span
                key={n}
                className="lookup-token"
                aria-selected={n === position}
                onClick={() => setPlace(n)}
              >
                <b className={token?.known === false ? 'live-unknown' : undefined}>
                  {token ? shownWord(token) : whole(n + 1)}
                </b>
                <span className="mono soft" data-token={n} />
              </span>
            )
          })}
        </div>
        <div className="sequences-bar">
          <h3>
            <span data-title data-spoken />
            {word?.word != null && <b className="sequences-word">{shownWord(word)}</b>}
          </h3>
          {size > count && <Window first={first} count={count} time={size} go={setStart} />}
        </div>
        <div className="lookup-row" data-symbol="row">
          {Array.from({ length: count }, (_, n) => (
            <span key={n} className="tinted mono" data-cell={n} title={whole(first + n + 1)} />
          ))}
        </div>
        <p className="sequences-note soft">
          {t('insideSequences.leaves', { count: whole(size), position: whole(position + 1) })}
        </p>
      </div>
      <section className="sequences-side" aria-label={t('insideSequences.nearest')}>
        <h3>{t('insideSequences.nearest')}</h3>
        {Array.from({ length: Math.min(MOST_NEAREST, table - 1) }, (_, n) => (
          <p key={n} className="attention-bar mono">
            <span />
            <i />
            <b />
          </p>
        ))}
        <p className="sequences-note soft">
          {t('insideSequences.nearestNote', { count: whole(table) })}
        </p>
        <Spoken body={body} />
      </section>
    </div>
  )
}

/** The words of numbers, of a text only. */
function useVocabulary(isText: boolean): ReadonlyMap<number, string> {
  const document = useRun((run) => run.document)
  const data = document === null ? null : JSON.stringify(document.data)
  const key = isText ? data : null
  const [found, setFound] = useState<{ key: string; words: ReadonlyMap<number, string> }>()
  useEffect(() => {
    const { document: asked } = useRun.getState()
    if (key === null || asked === null) return
    let wanted = true
    fetchVocabulary(asked)
      .then((words) => wanted && setFound({ key, words }))
      .catch(() => undefined) // numbers are shown instead
    return () => {
      wanted = false
    }
  }, [key])
  return found !== undefined && found.key === key ? found.words : NONE
}

const NONE: ReadonlyMap<number, string> = new Map()

interface Shown {
  readonly position: number
  readonly first: number
  nameOf(number: number): string
}

function write(root: HTMLElement, frame: Frame | null, { first, nameOf }: Shown): void {
  const [tokens, , output, numbers, cosines] = frame?.parts ?? []
  for (const element of root.querySelectorAll<HTMLElement>('[data-token]')) {
    const number = tokens?.data[Number(element.dataset.token)]
    put(element, number === undefined ? '' : whole(number))
  }
  const most = Math.max(0, ...Array.from(output?.data ?? [], Math.abs))
  for (const cell of root.querySelectorAll<HTMLElement>('[data-cell]'))
    putNumber(cell, output?.data[first + Number(cell.dataset.cell)] ?? NaN, most)
  root.querySelectorAll<HTMLElement>('.attention-bar').forEach((bar, n) => {
    const [number, cosine] = [numbers?.data[n], cosines?.data[n]]
    const [name, , value] = bar.children
    put(name, number === undefined ? '' : nameOf(number))
    put(value, cosine === undefined ? '' : readable(cosine))
    bar.style.setProperty('--share', `${100 * Math.max(0, cosine ?? 0)}%`)
  })
}

export const INSIDE: Inside = {
  kinds: ['embedding'],
  symbols: {
    row: { tex: 'E_{x_t}', code: /call\.weights\["embeddings"\]/ },
    token: { tex: 'x_t', code: /\bwords\b/ },
  },
  View: Embedding,
}
