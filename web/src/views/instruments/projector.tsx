/** What a layer makes of many examples: each a point, near to those that it finds alike. */

import { useRef, useState } from 'react'

import { useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import { nodesOf, useFacts } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useRun } from '../../live/run'
import { Chip } from '../../ui/Chip'
import { fixed, whole } from '../../ui/numbers'
import type { Frame } from '../../wire/frames'
import { Choice } from './answers/Answered'
import { outputsOf, usePart } from './answers/asked'
import { UNTURNED } from './answers/cloud'
import { Cloud, colorOf } from './answers/Cloud'
import { Examples } from './answers/Examples'
import { classesIn } from './answers/read'
import { Walk } from './answers/Walk'
import type { Instrument } from './instrument'

const MOST_ROWS = 500

export const INSTRUMENT: Instrument = {
  name: 'projector',
  label: { en: 'Projector', de: 'Projektor' },
  summary: {
    en: 'What a layer says to many examples, each a point, laid out along its widest directions (PCA) while it learns.',
    de: 'Was eine Schicht zu vielen Beispielen sagt, jedes ein Punkt, entlang ihrer breitesten Richtungen (PCA), während sie lernt.',
  },
  order: 45,
  width: 400,
  View: Projector,
}

function Projector() {
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  const seen = useRef<Frame | null>(null)
  const [frame, setFrame] = useState<Frame | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const document = useRun((run) => run.document)
  const part = usePart()
  const nodes = document ? [...nodesOf(document).keys()] : []
  const inner = nodes.filter((node) => document && !outputsOf(document).includes(node))
  const node = chosen !== null && nodes.includes(chosen) ? chosen : (inner.at(-1) ?? null)
  const probe = node === null ? null : { probe: 'projection', node, part, count: MOST_ROWS }
  useLive(place, probe, (handle) => {
    if (seen.current === handle.frame()) return
    seen.current = handle.frame()
    setFrame(seen.current)
  })
  const which = frame?.parts[3]?.data
  const count = which && (which.indexOf(-1) < 0 ? which.length : which.indexOf(-1))
  return (
    <div className="answers" ref={place}>
      <Choice output={null} shown={count ?? null} />
      <select
        aria-label={t('answers.layer')}
        value={node ?? ''}
        onChange={(event) => setChosen(event.target.value)}
      >
        {nodes.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {frame && count ? (
        <Points frame={frame} count={count} />
      ) : (
        <p className="soft">{t('instruments.waiting')}</p>
      )}
    </div>
  )
}

function Points({ frame, count }: { frame: Frame; count: number }) {
  const t = useT()
  const names = useFacts(({ data }) => data?.classes) ?? []
  const palette = usePalette((state) => state.palette)
  const [turn, setTurn] = useState(UNTURNED)
  const [deep, setDeep] = useState(false)
  const [chosen, setChosen] = useState(0)
  const [places, shares, targets, which] = frame.parts.map(({ data }) => data as Float32Array)
  const row = Math.min(chosen, count - 1)
  const classes = names.length > 0 && targets ? classesIn(targets, which?.length ?? 0) : null
  const dimensions = deep ? 3 : 2
  const held = Array.from(shares ?? [])
    .slice(0, dimensions)
    .reduce((all, one) => all + one, 0)
  const nameOf = (one = 0) => names[one] ?? String(one)
  const caption = classes ? nameOf(classes[row]) : whole((which?.[row] ?? 0) + 1)
  return (
    <>
      <p className="answers-told" data-testid="explained">
        {t('answers.explained', { dimensions, share: fixed(100 * held, 1) })}
      </p>
      <span className="answers-choice">
        <Chip label={t('answers.flat')} on={!deep} toggle={() => setDeep(false)} />
        <Chip label={t('answers.deep')} on={deep} toggle={() => setDeep(true)} />
      </span>
      <div className="answers-sides">
        <Cloud
          label={t('answers.cloud', { count: whole(count), dimensions })}
          places={(places ?? new Float32Array(0)).subarray(0, 3 * count)}
          classes={classes ?? new Uint16Array(0)}
          chosen={row}
          turn={deep ? turn : UNTURNED}
          onTurn={deep ? setTurn : null}
          onChoose={setChosen}
        />
        <Walk label={t('answers.byRow')} place={row} count={count} text={caption} go={setChosen}>
          <Examples label={t('answers.chosen')} list={[{ row: which?.[row] ?? 0, caption }]} />
          {classes && (
            <ul className="answers-legend">
              {names.map((name, n) => (
                <li key={name}>
                  <i style={{ background: colorOf(n, palette) }} /> {name}
                </li>
              ))}
            </ul>
          )}
        </Walk>
      </div>
    </>
  )
}
