/** Recurrent layers unrolled: what each gate lets through at each position, and the sums behind it. */

import { useRef, useState } from 'react'

import { useT } from '../../i18n'
import type { Token } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { whole } from '../../ui/numbers'
import type { Frame } from '../../wire/frames'
import { UnitButtons } from '../meddle/UnitButtons'
import { Spoken } from '../Spoken'
import type { Inside, InsideProps } from './inside'
import { GateGrid } from './parts/GateGrid'
import { Window, windowAt } from './parts/Window'
import { inputBehind, lastWord, shownWord, useTokens } from './parts/positions'
import { useRun } from '../../live/run'
import { put } from '../../ui/put'
import {
  linesOf,
  ROWS,
  SHOWN,
  symbolOf,
  walkingOf,
  type Row,
  type Walking,
} from './parts/recurrence'
import { paintGates, paintGiven } from './parts/paintGates'
import './sequences.css'

const MOST_COLUMNS = 12

function Recurrent({ node, inputs, shape }: InsideProps) {
  const t = useT()
  const body = useRef<HTMLDivElement>(null)
  const painted = useRef('')
  const sample = sampleOf(useSample())
  const time = inputs[0]?.[0] ?? 1
  const tokens = useTokens(node, time)
  const walking = walkingOf(node)
  const [way, setWay] = useState<'forward' | 'backward'>('forward')
  const [place, setPlace] = useState<number | null>(null)
  const [chosen, setUnit] = useState(0)
  const [start, setStart] = useState<number | null>(null)
  const [row, setRow] = useState<Row>('hidden')
  const outputs = shape.at(-1) ?? 1 // of both ways, where they are not merged into one
  const units = unitsOf(walking, shape)
  const unit = Math.min(chosen, units - 1)
  const position = Math.min(place ?? lastWord(tokens, time), time - 1)
  const count = Math.min(time, MOST_COLUMNS)
  const first = windowAt(start ?? position - count + 1, time, count)
  const here = Math.min(Math.max(position, first), first + count - 1)

  const view = JSON.stringify({ first, sample, way, node: node.id, unit })
  useLive(
    body,
    {
      probe: 'gates',
      node: node.id,
      index: [here, unit],
      first,
      count,
      sample,
      ...(walking.bothWays ? { way } : {}),
    },
    useReadable((handle) => {
      const frame = handle.frame()
      if (!body.current || (frame === null && painted.current === view)) return
      painted.current = view
      paintGates(body.current, frame, { walking, row, unit, column: here - first })
      write(body.current, frame, walking, here - first, t('insideSequences.skipped'))
    }),
  )
  useGiven(body, node, tokens, first, count)

  const move = (right: number, down: number): void => {
    const next = Math.min(time - 1, Math.max(0, here + right))
    setPlace(next)
    setUnit(Math.min(units - 1, Math.max(0, unit + down)))
    if (next < first) setStart(next)
    else if (next >= first + count) setStart(next - count + 1)
    else setStart(first)
  }
  const point = (column: number, other: number | null): void => {
    setStart(first)
    setPlace(first + column)
    if (other !== null) setUnit(other)
  }
  const word = tokens?.[here]
  return (
    <div className="sequences" ref={body}>
      <div className="sequences-main">
        <div className="sequences-bar">
          {walking.bothWays && <Ways way={way} choose={setWay} />}
          <label className="soft">
            {t('insideSequences.unit')}{' '}
            <input
              type="number"
              className="mono"
              min={1}
              max={units}
              value={unit + 1}
              onChange={({ target }) =>
                setUnit(Math.min(units, Math.max(1, Math.round(Number(target.value) || 1))) - 1)
              }
            />
          </label>
          {time > count && (
            <Window first={first} count={count} time={time} go={(to) => setStart(to)} />
          )}
        </div>
        <UnitButtons node={node.id} unit={way === 'backward' ? outputs - units + unit : unit} />
        <GateGrid
          walker={walking.walker}
          row={row}
          chooseRow={setRow}
          first={first}
          count={count}
          column={here - first}
          unit={unit}
          units={units}
          tokens={tokens}
          move={move}
          point={point}
        />
      </div>
      <section className="sequences-side" aria-label={t('insideSequences.parts')}>
        <h3>
          {t('insideSequences.atPosition', { position: whole(here + 1), unit: whole(unit + 1) })}
          {word && <b className="sequences-word">{shownWord(word)}</b>}
        </h3>
        {SHOWN[walking.walker].map((one) => (
          <p
            key={one}
            className="sequences-line mono"
            data-line={one}
            data-symbol={symbolOf(walking.walker, one)}
          />
        ))}
        <p className="sequences-note soft" data-note />
        <p className="sequences-note soft">
          {t(walking.walker === 'gru' ? 'insideSequences.partsGru' : 'insideSequences.parts')}
        </p>
        <Spoken body={body} />
      </section>
    </div>
  )
}

/** How many numbers are remembered, each way. */
function unitsOf({ bothWays, config }: Walking, shape: InsideProps['shape']): number {
  const last = shape.at(-1) ?? 1
  return bothWays ? Number(config.units ?? 32) : last
}

/** Values of a sequence that is no text stand in the heads of its columns. */
function useGiven(
  body: React.RefObject<HTMLDivElement | null>,
  node: InsideProps['node'],
  tokens: readonly Token[] | null,
  first: number,
  count: number,
): void {
  const sample = sampleOf(useSample())
  const document = useRun((run) => run.document)
  const input = document && inputBehind(document, node)
  useLive(body, input ? { probe: 'activation', node: input, sample } : null, (handle) => {
    if (body.current && tokens === null) paintGiven(body.current, handle.frame(), first, count)
  })
}

function write(
  root: HTMLElement,
  frame: Frame | null,
  walking: Walking,
  column: number,
  skipped: string,
): void {
  const [, counts, sums, before, here] = frame?.parts ?? []
  const names = ROWS[walking.walker]
  const moment = here && {
    here: Object.fromEntries(names.map((name, n) => [name, Number(here.data[n])])),
    before: before?.data ?? [],
    sums: sums?.data ?? [],
    counts: counts?.data[column] !== 0,
  }
  const lines = moment ? linesOf(walking, moment) : []
  for (const element of root.querySelectorAll<HTMLElement>('[data-line]'))
    put(element, lines.find(({ row }) => row === element.dataset.line)?.text ?? '…')
  const note = root.querySelector('[data-note]')
  if (note) put(note, moment && !moment.counts ? skipped : '')
}

interface WaysProps {
  readonly way: 'forward' | 'backward'
  choose(way: 'forward' | 'backward'): void
}

function Ways({ way, choose }: WaysProps) {
  const t = useT()
  return (
    <span role="group" aria-label={t('insideSequences.way')} className="sequences-choice">
      {(['forward', 'backward'] as const).map((one) => (
        <button
          key={one}
          type="button"
          className="button"
          aria-pressed={one === way}
          data-symbol={one}
          onClick={() => choose(one)}
        >
          {t(`insideSequences.${one}`)}
        </button>
      ))}
    </span>
  )
}

export const INSIDE: Inside = {
  kinds: ['simple_rnn', 'lstm', 'gru', 'bidirectional'],
  symbols: {
    hidden: {
      tex: 'h_t',
      code: /show \* bend\(memory\)|update \* old \+ \(1 - update\) \* candidate|bend\(here \+ jnp\.dot\(forget\(states\[0\]\)/,
    },
    cell: { tex: 'c_t', code: /memory(?= =)/ },
    input: { tex: '\\sigma(i_t)', code: /\benter\b/ },
    forget: { tex: '\\sigma(f_t)', code: /\bstay\b/ },
    candidate: { tex: '\\tanh(g_t)', code: /bend\(candidate\)/ },
    output: { tex: '\\sigma(o_t)', code: /\bshow\b(?! \*)/ },
    update: { tex: 'z_t', code: /gate\(here\[:, :units\] \+ back\[:, :units\]\)/ },
    reset: { tex: 'r_t', code: /gate\(here\[:, units : 2 \* units\][^)]*\)/ },
    proposal: { tex: '\\tanh(x_t W', code: /bend\(here\[:, last\] \+ seen\)/ },
    forward: { tex: '\\overrightarrow{h}', code: /\bthere\b/ },
    backward: { tex: '\\overleftarrow{h}', code: /jnp\.flip\(back, axis=1\)/ },
  },
  View: Recurrent,
}
