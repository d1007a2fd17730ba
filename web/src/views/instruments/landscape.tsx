/** The loss over two weights or two directions, with the way the run has come; walked by hand. */

import { useRef, useState } from 'react'

import { useSay, useT, type Translate } from '../../i18n'
import { nodesOf, useFacts } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useRun } from '../../live/run'
import { useAllowed } from '../../state/guide'
import { Chip } from '../../ui/Chip'
import { fixed, readable, whole } from '../../ui/numbers'
import type { Frame } from '../../wire/frames'
import type { Problem } from '../../wire/messages.gen'
import type { Instrument } from './instrument'
import { nameOf, placesIn, questionOf, useChoice, useLearned, zoomed } from './landscape/choice'
import type { Over, Place } from './landscape/choice'
import { Chooser } from './landscape/Chooser'
import { Map, type Cell } from './landscape/Map'
import { brokenCells, heightsOf, landscapeOf, type Landscape, type Stop } from './landscape/read'
import { Surface } from './landscape/Surface'
import { useWalk } from './landscape/walk'
import './landscape.css'

export const INSTRUMENT: Instrument = {
  name: 'landscape',
  label: { en: 'Loss landscape', de: 'Verlustlandschaft' },
  summary: {
    en: 'The loss over two weights or two directions of all weights, as a map and in space, with the path of the run. Walk it by hand.',
    de: 'Der Verlust über zwei Gewichten oder zwei Richtungen aller Gewichte, als Karte und im Raum, mit dem Weg des Laufs. Geh ihn von Hand.',
  },
  order: 48,
  width: 560,
  View,
}

/** What is known of one question. */
interface Heard {
  readonly question: string
  readonly subject: string
  readonly frame: Frame | null
  readonly problem: Problem | null
}

function View() {
  const t = useT()
  const say = useSay()
  const root = useRef<HTMLDivElement>(null)
  const choice = useChoice()
  const learned = useLearned()
  const places = placesIn(learned, choice)
  const probe = questionOf(choice, places)
  const question = JSON.stringify(probe)
  const subject = JSON.stringify({ ...probe, range: null })
  const [heard, setHeard] = useState<Heard | null>(null)
  useLive(root, probe, (handle) => {
    const [frame, problem] = [handle.frame(), handle.problem()]
    const known = heard?.question === question
    if (known && heard.frame === frame && heard.problem === problem) return
    // Another range of the same map is on its way: until then the old one stays.
    if (!frame && !problem && !known && heard?.subject === subject) return
    setHeard({ question, subject, frame, problem })
  })
  const { frame = null, problem = null } = heard?.subject === subject ? heard : {}
  const land = frame && landscapeOf(frame)
  const known = land ? ([land.across, land.up] as const) : null
  const ends = known?.flatMap((side) => [side[0] ?? 0, side.at(-1) ?? 0])
  const zoom = (factor: number): void => {
    const [left, right, low, high] = ends ?? []
    if (!land || left === undefined || right === undefined) return
    if (low === undefined || high === undefined) return
    const range = zoomed([left, right, low, high], land.now.x, land.now.y, factor)
    useChoice.setState({ range })
  }
  return (
    <div className="landscape" ref={root}>
      <Chooser learned={learned} places={places}>
        <span role="group" className="landscape-zoom">
          <button type="button" className="live-chip" onClick={() => zoom(0.5)}>
            {t('landscape.closer')}
          </button>
          <button type="button" className="live-chip" onClick={() => zoom(2)}>
            {t('landscape.farther')}
          </button>
          <Chip
            label={t('landscape.whole')}
            on={choice.range === null}
            toggle={() => useChoice.setState({ range: null })}
          />
        </span>
      </Chooser>
      {problem && <p role="alert">{say(problem.message)}</p>}
      {!problem && !frame && <p className="soft">{t('instruments.waiting')}</p>}
      {!problem && frame && !land && (
        <p className="soft">
          {t(choice.over === 'path' ? 'landscape.noPlane' : 'landscape.nothing')}
        </p>
      )}
      {!problem && land && (
        <Shown
          key={subject}
          land={land}
          over={choice.over}
          places={choice.over === 'weights' ? places : null}
          zoom={zoom}
        />
      )}
    </div>
  )
}

interface ShownProps {
  readonly land: Landscape
  readonly over: Over
  /** The two numbers where the map is over numbers. */
  readonly places: readonly [Place, Place] | null
  readonly zoom: (factor: number) => void
}

function Shown({ land, over, places, zoom }: ShownProps) {
  const t = useT()
  const [cell, setCell] = useState<Cell | null>(null)
  const allowed = useAllowed('weights')
  const walk = useWalk(places, land)
  const heights = heightsOf(land.losses)
  const names = namesOf(t, over, places)
  const range = heights && { least: readable(heights.least), greatest: readable(heights.greatest) }
  const said = { across: names[0], up: names[1], ...range }
  const goes = places !== null && allowed
  const label = goes ? 'landscape.mapGo' : 'landscape.map'
  return (
    <div className="landscape-sides">
      <Map
        land={land}
        heights={heights}
        names={names}
        label={t(heights ? label : 'landscape.noNumbers', said)}
        cell={cell}
        look={setCell}
        go={goes ? (to) => void walk.go(to) : null}
        zoom={zoom}
      />
      {heights && <Surface land={land} heights={heights} cell={cell} />}
      <div className="landscape-words">
        <Reading land={land} names={names} cell={cell} />
        {walk.told && (
          <p className="landscape-walked" role="status">
            {t('landscape.walked', {
              across: names[0],
              up: names[1],
              x: readable(walk.told.to.x),
              y: readable(walk.told.to.y),
              before: readable(walk.told.from.loss, 4),
              after: readable(walk.told.to.loss, 4),
            })}{' '}
            <button type="button" className="live-chip" onClick={() => void walk.back()}>
              {t('landscape.back')}
            </button>
          </p>
        )}
        <Trouble problem={walk.problem} />
        {places &&
          (allowed ? <Tip /> : <p className="locked-note">{t('lessons.locked_weights')}</p>)}
        <About land={land} over={over} />
        {heights && range && (
          <p className="soft">
            {t('landscape.scale', range)} {heights.log && t('landscape.log')}
          </p>
        )}
      </div>
    </div>
  )
}

function namesOf(
  t: Translate,
  over: Over,
  places: readonly [Place, Place] | null,
): readonly [string, string] {
  if (places) return [nameOf(places[0]), nameOf(places[1])]
  return over === 'path'
    ? [t('landscape.firstAxis'), t('landscape.secondAxis')]
    : [t('landscape.firstDirection'), t('landscape.secondDirection')]
}

function Tip() {
  const t = useT()
  const past = useRun(({ status }) => status?.shown != null)
  return (
    <p className="soft">
      {t('landscape.tip')} {past && t('landscape.tipPast')}
    </p>
  )
}

function Trouble({ problem }: { problem: Problem | null }) {
  const say = useSay()
  return problem && <p role="alert">{say(problem.message)}</p>
}

interface ReadingProps {
  readonly land: Landscape
  readonly names: readonly [string, string]
  readonly cell: Cell | null
}

/** Where the run is, and the place that is pointed at, in numbers. */
function Reading({ land, names, cell }: ReadingProps) {
  const t = useT()
  const { size, losses, across, up, known, now } = land
  const place = cell && cell.row * size + cell.column
  const there = cell && {
    step: NaN,
    x: across[cell.column] ?? NaN,
    y: up[cell.row] ?? NaN,
    loss: place !== null && place < known ? (losses[place] ?? NaN) : NaN,
  }
  return (
    <table className="landscape-reading" aria-live="polite">
      <thead>
        <tr>
          <td />
          <th scope="col">→ {names[0]}</th>
          <th scope="col">↑ {names[1]}</th>
          <th scope="col">{t('landscape.loss')}</th>
        </tr>
      </thead>
      <tbody>
        <Row name="now" label={t('landscape.here')} stop={now} />
        <Row name="there" label={t('landscape.there')} stop={there} />
      </tbody>
    </table>
  )
}

function Row({ name, label, stop }: { name: string; label: string; stop: Stop | null }) {
  return (
    <tr data-row={name}>
      <th scope="row">{label}</th>
      <td>{stop && readable(stop.x)}</td>
      <td>{stop && readable(stop.y)}</td>
      <td>{stop && readable(stop.loss, 4)}</td>
    </tr>
  )
}

/** Which losses these are, and what of the path is seen. */
function About({ land, over }: { land: Landscape; over: Over }) {
  const t = useT()
  const drawing = useFacts((facts) => facts.drawing)
  const document = useRun((run) => run.document)
  const nodes = document ? [...nodesOf(document).values()] : []
  const resting = nodes.some(({ kind }) => drawing.includes(kind) || kind === 'batch_normalization')
  const count = land.size ** 2
  const share = fixed(100 * land.held, 1)
  return (
    <>
      <p>
        {t('landscape.told', {
          rows: whole(land.rows),
          count: whole(count),
          step: whole(land.now.step),
        })}{' '}
        {land.known < count &&
          t('landscape.growing', { known: whole(land.known), count: whole(count) })}{' '}
        {resting && t('landscape.inference')}
      </p>
      <p title={t('landscape.heldWhat')} data-testid="landscape-held">
        {Number.isNaN(land.held)
          ? t('landscape.noPath')
          : t(over === 'weights' ? 'landscape.others_weights' : 'landscape.others_plane', {
              share,
            })}{' '}
        {land.path.length > 0 && t('landscape.stops', { count: whole(land.path.length) })}
        {land.path.length > 0 && '.'}
      </p>
      {over === 'random' && <p className="soft">{t('landscape.filters')}</p>}
      {brokenCells(land).length > 0 && <p>{t('landscape.broken')}</p>}
    </>
  )
}
