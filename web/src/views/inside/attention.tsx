/** Attention as a map: who looks at whom, head by head, and one comparison worked out. */

import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useT } from '../../i18n'
import type { Token } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { whole } from '../../ui/numbers'
import { Spoken } from '../Spoken'
import type { Inside, InsideProps } from './inside'
import { comparisonOf, writeComparison } from './parts/comparison'
import { paintMap } from './parts/paintMap'
import { lastWord, shownWord, useTokens } from './parts/positions'
import { within } from '../within'
import './sequences.css'

const MOST_LABELS = 32
const MOST_BARS = 6
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
}

function Attention({ node, inputs }: InsideProps) {
  const t = useT()
  const body = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const queries = inputs[0]?.[0] ?? 1
  const keys = inputs.at(-1)?.[0] ?? 1
  const asking = useTokens(node, queries, 0)
  const asked = useTokens(node, keys, inputs.length - 1)
  const heads = node.kind === 'multi_head_attention' ? Number(node.config.num_heads ?? 2) : 1
  const [chosen, setHead] = useState(0)
  const [place, setPlace] = useState<readonly [number, number] | null>(null)
  const head = Math.min(chosen, heads - 1)
  const [first, second] = place ?? [lastWord(asking, queries), lastWord(asked, keys)]
  const query = Math.min(first, queries - 1)
  const key = Math.min(second, keys - 1)
  const nameOf = (tokens: readonly Token[] | null, at: number): string => {
    const token = tokens?.[at]
    return token ? `${whole(at + 1)} ${shownWord(token)}` : whole(at + 1)
  }
  useLive(
    body,
    { probe: 'attention', node: node.id, index: [head, query, key], sample },
    useReadable((handle) => {
      if (!body.current) return
      const frame = handle.frame()
      const comparison = comparisonOf(frame, query, key)
      paintMap(body.current.querySelector('.attention-map canvas'), frame)
      writeComparison(body.current, comparison, node.config, (at) => nameOf(asked, at))
    }),
  )
  const go = (row: number, column: number): void =>
    setPlace([within(row, queries), within(column, keys)])
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    go(query + step[0], key + step[1])
  }
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): void => {
    const box = currentTarget.getBoundingClientRect()
    go(
      Math.floor(((clientY - box.top) / box.height) * queries),
      Math.floor(((clientX - box.left) / box.width) * keys),
    )
  }
  const pair = { query: nameOf(asking, query), key: nameOf(asked, key) }
  return (
    <div className="sequences" ref={body}>
      <div className="sequences-main">
        {heads > 1 && <Heads heads={heads} head={head} choose={setHead} />}
        <div className="attention">
          <span />
          <Labels tokens={asked} count={keys} at={key} across />
          <Labels tokens={asking} count={queries} at={query} />
          <div
            className="attention-map"
            role="group"
            tabIndex={0}
            aria-label={t('insideSequences.map')}
            onKeyDown={move}
            onPointerMove={point}
            onPointerDown={point}
          >
            <canvas role="img" aria-label={t('insideSequences.mapCell', pair)} />
            <i
              style={{
                left: `${(100 * key) / keys}%`,
                width: `${100 / keys}%`,
                top: `${(100 * query) / queries}%`,
                height: `${100 / queries}%`,
              }}
            />
          </div>
        </div>
        <p className="sequences-note soft">{t('insideSequences.onMap')}</p>
      </div>
      <section className="sequences-side" aria-label={t('insideSequences.mapCell', pair)}>
        <h3>{t('insideSequences.mapCell', pair)}</h3>
        <p className="sequences-line mono" data-line="terms" data-symbol="compared" />
        <p className="sequences-line mono" data-line="score" data-symbol="scale" />
        <p className="sequences-line mono" data-line="share" data-symbol="share" data-spoken />
        <p className="sequences-note soft" data-note />
        <h3>{t('insideSequences.likely', { query: pair.query })}</h3>
        {Array.from({ length: Math.min(MOST_BARS, keys) }, (_, n) => (
          <p key={n} className="attention-bar mono">
            <span />
            <i />
            <b />
          </p>
        ))}
        <Spoken body={body} />
      </section>
    </div>
  )
}

interface HeadsProps {
  readonly heads: number
  readonly head: number
  choose(head: number): void
}

function Heads({ heads, head, choose }: HeadsProps) {
  const t = useT()
  return (
    <div className="sequences-bar" role="group" aria-label={t('insideSequences.heads')}>
      {Array.from({ length: heads }, (_, n) => (
        <button
          key={n}
          type="button"
          className="button sequences-head"
          aria-pressed={n === head}
          data-symbol="head"
          onClick={() => choose(n)}
        >
          {t('insideSequences.head')} {whole(n + 1)}
        </button>
      ))}
    </div>
  )
}

interface LabelsProps {
  readonly tokens: readonly Token[] | null
  readonly count: number
  readonly at: number
  /** Along the top, the keys; else along the side, the queries. */
  readonly across?: boolean
}

/** Words or numbers along an edge of the map; of many positions only the chosen one. */
function Labels({ tokens, count, at, across = false }: LabelsProps) {
  return (
    <div className={across ? 'attention-keys' : 'attention-queries'} aria-hidden="true">
      {Array.from({ length: count }, (_, n) => {
        const token = tokens?.[n]
        const text = token ? shownWord(token) : whole(n + 1)
        return (
          <span key={n} className="mono" aria-selected={n === at}>
            {count <= MOST_LABELS || n === at ? text : ''}
          </span>
        )
      })}
    </div>
  )
}

export const INSIDE: Inside = {
  kinds: ['attention', 'multi_head_attention'],
  symbols: {
    compared: { tex: 'Q_i K_i^\\top', code: /jnp\.einsum\("bqhs,bkhs->bhqk"[^)]*\)/ },
    pair: { tex: 'Q K^\\top', code: /scores\(call, query, key\)/ },
    scale: { tex: '\\sqrt{d}', code: /\bscale\b(?= =|, key)/ },
    share: { tex: '\\mathrm{softmax}', code: /jax\.nn\.softmax\(fits, axis=-1\)/ },
    head: { tex: '\\mathrm{head}_i', code: /\bmixed\b/ },
  },
  View: Attention,
}
