/** The loss over two weights or two directions, with the way the run has come; walked by hand. */

import { useRef, useState } from 'react'

import { useSay, useT, type Translate } from '../../i18n'
import { nodesOf, useFacts } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { useRun } from '../../live/run'
import type { Place } from '../../live/weights'
import { useAllowed } from '../../state/guide'
import { Chip } from '../../ui/Chip'
import { fixed, readable, whole } from '../../ui/numbers'
import type { Frame } from '../../wire/frames'
import type { Problem } from '../../wire/messages.gen'
import type { Instrument } from './instrument'
import { nameOf, placesIn, questionOf, useChoice, useLearned, zoomed } from './landscape/choice'
import type { Over } from './landscape/choice'
import { Chooser } from './landscape/Chooser'
import { Map, type Cell } from './landscape/Map'
import { brokenCells, heightsOf, landscapeOf, type Landscape, type Stop } from './landscape/read'
import { Surface } from './landscape/Surface'
import { useWalk, type Stretch } from './landscape/walk'
import './landscape.css'

export const INSTRUMENT: Instrument = {
  name: 'landscape',
  label: { en: 'Loss landscape', de: 'Verlustlandschaft' },
  summary: {
    en: 'The loss over two weights or two directions of all weights, as a map and in space, with the path of the run. Walk it by hand.',
    de: 'Der Verlust über zwei Gewichten oder zwei Richtungen aller Gewichte, als Karte und im Raum, mit dem Weg des Laufs. Geh ihn von Hand.',
  },
  order: 48,
  width: 500,
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
  const probe = questionOf(choice, learned, places)
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
          <ZoomButton sign="+" name={t('landscape.closer')} zoom={() => zoom(0.5)} />
          <ZoomButton sign="−" name={t('landscape.farther')} zoom={() => zoom(2)} />
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

interface ZoomButtonProps {
  readonly sign: string
  readonly name: string
  readonly zoom: () => void
}

function ZoomButton({ sign, name, zoom }: ZoomButtonProps) {
  return (
    <button type="button" className="live-chip" aria-label={name} title={name} onClick={zoom}>
      {sign}
    </button>
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
  const say = useSay()
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
    <>
      <Reading land={land} cell={cell} hint={t(goes ? 'landscape.tip' : 'landscape.point')} />
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
        {heights && (
          <figure className="landscape-space">
            <Surface land={land} heights={heights} cell={cell} />
            <figcaption className="soft">
              {walk.told ? (
                <button type="button" className="live-chip" onClick={() => void walk.back()}>
                  {t('landscape.back')}
                </button>
              ) : (
                t('landscape.turn')
              )}
            </figcaption>
          </figure>
        )}
        <div className="landscape-words">
          {walk.told && <Walked told={walk.told} names={names} />}
          {walk.problem && <p role="alert">{say(walk.problem.message)}</p>}
          {places && !allowed && <p className="locked-note">{t('lessons.locked_weights')}</p>}
          <About land={land} over={over} />
          {heights && range && (
            <p className="landscape-scale">
              <span className="mono">{range.least}</span>
              <i aria-hidden="true" />
              <span className="mono">{range.greatest}</span>
              {heights.log && <span className="soft">{t('landscape.log')}</span>}
            </p>
          )}
        </div>
      </div>
    </>
  )
}

interface WalkedProps {
  readonly told: Stretch
  readonly names: readonly [string, string]
}

/** What setting the weights did. */
function Walked({ told, names }: WalkedProps) {
  const t = useT()
  return (
    <p className="landscape-walked" role="status">
      {t('landscape.walked', {
        across: names[0],
        up: names[1],
        x: readable(told.to.x),
        y: readable(told.to.y),
        before: readable(told.from.loss, 4),
        after: readable(told.to.loss, 4),
      })}
    </p>
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

interface ReadingProps {
  readonly land: Landscape
  readonly cell: Cell | null
  /** What stands there while no place is pointed at. */
  readonly hint: string
}

/** Where the run is, and the place that is pointed at, in numbers. */
function Reading({ land, cell, hint }: ReadingProps) {
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
    <div className="landscape-reading">
      <span data-read="now">
        {t('landscape.here', { step: whole(now.step) })} <Numbers stop={now} />
      </span>
      <span data-read="there" role="status">
        {there ? (
          <>
            {t('landscape.there')} <Numbers stop={there} />
          </>
        ) : (
          <span className="soft">{hint}</span>
        )}
      </span>
    </div>
  )
}

function Numbers({ stop }: { stop: Stop }) {
  const t = useT()
  return (
    <>
      → <b>{readable(stop.x)}</b> ↑ <b>{readable(stop.y)}</b> {t('landscape.loss')}{' '}
      <b>{readable(stop.loss, 4)}</b>
    </>
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
      </p>
      {over === 'random' && <p className="soft">{t('landscape.filters')}</p>}
      {brokenCells(land).length > 0 && <p>{t('landscape.broken')}</p>}
    </>
  )
}
