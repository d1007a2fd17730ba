import { useMemo, useRef, type CSSProperties } from 'react'
import { Link } from 'wouter'
import { Refused } from '../api/client'
import { getAllProgress, getLessons, type LessonProgress } from '../api/lessons'
import { useSay, useT } from '../i18n'
import { useAsked } from '../state/asked'
import { rows, stations, type Station } from './map'
import { MapWires } from './MapWires'
import { NotHere } from './NotHere'
import { Page } from './Page'

const question = () => Promise.all([getLessons(), getAllProgress().catch(unknown)])

/** Without progress the map still shows the ways. */
function unknown(error: unknown): readonly LessonProgress[] {
  if (!(error instanceof Refused) || error.status === 401) throw error
  return []
}

/** All lessons as a network of their own: cards are lessons, wires lead from what is needed. */
export function MapPage() {
  const t = useT()
  const { value, refused, again } = useAsked('map', question)
  return (
    <Page title={t('lessons.mapTitle')} help={t('lessons.mapHelp')}>
      {refused && <NotHere refused={refused} again={() => void again()} />}
      {value && <Map map={value[0]} progress={value[1]} />}
    </Page>
  )
}

function Map({
  map,
  progress,
}: {
  map: Awaited<ReturnType<typeof getLessons>>
  progress: Awaited<ReturnType<typeof getAllProgress>>
}) {
  const t = useT()
  const say = useSay()
  const field = useRef<HTMLDivElement>(null)
  const all = useMemo(() => stations(map, progress), [map, progress])
  const lanes = useMemo(() => rows(map, all), [map, all])
  if (all.length === 0) return <p>{t('lessons.mapEmpty')}</p>
  const columns = 1 + Math.max(...all.map(({ column }) => column))
  return (
    <div className="map" ref={field} style={{ '--columns': columns } as CSSProperties}>
      <MapWires field={field} stations={all} />
      {map.units
        .filter(({ name }) => lanes.some(({ unit }) => unit === name))
        .map(({ name, title }) => (
          <section key={name} className="map-unit" aria-labelledby={`unit-${name}`}>
            <h2 id={`unit-${name}`}>{say(title)}</h2>
            {lanes
              .filter(({ unit }) => unit === name)
              .map((lane, n) => (
                <ol key={n} className="map-lane">
                  {lane.stations.map((station) => (
                    <li key={station.lesson.slug} style={{ gridColumn: station.column + 1 }}>
                      <Card station={station} all={all} />
                    </li>
                  ))}
                </ol>
              ))}
          </section>
        ))}
    </div>
  )
}

function Card({ station, all }: { station: Station; all: readonly Station[] }) {
  const t = useT()
  const say = useSay()
  const { lesson, state, open, step, tasksDone } = station
  const titles = all.flatMap((other) =>
    open.includes(other.lesson.slug) ? [say(other.lesson.title)] : [],
  )
  return (
    <Link
      href={`/lessons/${lesson.slug}`}
      className="map-card"
      data-state={state}
      data-lesson={lesson.slug}
    >
      <span className="map-state">
        <Sign state={state} />
        {t(`lessons.state_${state}`)}
        <span className="soft">{t('lessons.minutes', { n: lesson.minutes })}</span>
      </span>
      <h3>{say(lesson.title)}</h3>
      <p>{say(lesson.summary)}</p>
      {state === 'locked' && (
        <p className="soft">{t('lessons.first', { lessons: titles.join(', ') })}</p>
      )}
      {state === 'begun' && <p className="map-on">{t('lessons.goOn', { step })}</p>}
      <Dots station={station} />
      {lesson.tasks.length > 0 && (
        <span className="map-tasks soft">
          {t('lessons.tasksDone', { done: tasksDone, all: lesson.tasks.length })}
        </span>
      )}
    </Link>
  )
}

/** A unit of the map: full when done, half when begun, empty else. */
function Sign({ state }: { state: Station['state'] }) {
  return (
    <svg className="map-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      {state === 'begun' && <path className="full" d="M8 2a6 6 0 0 1 0 12z" />}
      {state === 'done' && <path className="check" d="m5 8.2 2.2 2.2L11.2 6" />}
      {state === 'next' && <circle className="full" cx="8" cy="8" r="2.6" />}
    </svg>
  )
}

/** One bar for each step, those that were read filled. */
function Dots({ station: { lesson, step, state } }: { station: Station }) {
  return (
    <span className="map-steps" aria-hidden="true">
      {lesson.steps.map((id, n) => (
        <i key={id} data-read={state === 'done' || n < step} />
      ))}
    </span>
  )
}
