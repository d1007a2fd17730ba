import { useEffect, useMemo, useState } from 'react'
import { freezeClass, getClass, getLessonCards, type Course } from '../../api/classes'
import { useSay, useT, type Key } from '../../i18n'
import { useAsked } from '../../state/asked'
import { useAttempt } from '../attempt'
import { Bar } from '../Bar'
import { Refusal } from '../Refusal'
import { PushDialog } from './PushDialog'
import { followWall, useWall } from './store'
import { TileCard } from './TileCard'
import { commonLesson, counts, FILTERS, ordered, passes, type Filter } from './tiles'
import './wall.css'

const LABELS: Record<Filter, Key> = {
  all: 'wall.all',
  done: 'wall.done',
  stuck: 'wall.stuck',
  diverged: 'wall.diverged',
  hand: 'wall.hand',
  away: 'wall.away',
}

/** The whole class at a glance. */
export function WallPage({ course: id }: { course: string }) {
  const course = useAsked(id, () => getClass(id))
  useEffect(() => followWall(id), [id])
  if (!course.value) {
    return (
      <>
        <Bar title={null} />
        <main className="class-page">
          <Refusal problem={course.problem} />
        </main>
      </>
    )
  }
  return <Wall course={course.value} change={course.put} />
}

interface WallProps {
  readonly course: Course
  readonly change: (course: Course) => void
}

function Wall({ course, change }: WallProps) {
  const t = useT()
  const tiles = useWall((wall) => wall.tiles)
  const all = useMemo(() => Object.values(tiles), [tiles])
  const [pushing, setPushing] = useState(false)
  const attempt = useAttempt()
  const here = all.filter((tile) => tile.here).length
  const lesson = useLessonTitle(commonLesson(all))
  const freeze = async () => {
    const done = await attempt.run(async () => {
      await freezeClass(course.id, !course.frozen)
      return true
    })
    if (done) change({ ...course, frozen: !course.frozen })
  }
  return (
    <div className="wall-page" data-frozen={course.frozen || undefined}>
      <Bar
        title={
          <h1>
            {course.name}
            {lesson !== null && <span className="soft"> · {lesson}</span>}
          </h1>
        }
      >
        {course.code !== null && (
          <span className="wall-code soft">
            {t('wall.joinWith')} <b className="mono">{course.code}</b>
          </span>
        )}
        <button type="button" className="button pill" onClick={() => setPushing(true)}>
          {t('wall.push')}
        </button>
        <button
          type="button"
          className="button pill freeze"
          aria-pressed={course.frozen}
          disabled={attempt.busy}
          onClick={() => void freeze()}
        >
          {t(course.frozen ? 'wall.release' : 'wall.freeze')}
        </button>
        <span className="wall-here" role="status">
          {t('wall.here', { count: here })}
        </span>
      </Bar>
      {course.frozen && (
        <p className="wall-frozen" role="status">
          {t('wall.frozen')}
        </p>
      )}
      <Refusal problem={attempt.problem} />
      <Tiles course={course} />
      {pushing && (
        <PushDialog course={course} learners={all.length} onClose={() => setPushing(false)} />
      )}
    </div>
  )
}

function useLessonTitle(slug: string | null): string | null {
  const say = useSay()
  const cards = useAsked('lessons', getLessonCards)
  const card = cards.value?.find((one) => one.slug === slug)
  return card ? say(card.title) : slug
}

function Tiles({ course }: { course: Course }) {
  const t = useT()
  const tiles = useWall((wall) => wall.tiles)
  const heard = useWall((wall) => wall.heard)
  const [filter, setFilter] = useState<Filter>('all')
  const [handsFirst, setHandsFirst] = useState(false)
  const all = useMemo(() => Object.values(tiles), [tiles])
  const count = useMemo(() => counts(all), [all])
  const shown = useMemo(
    () => ordered(all, handsFirst).filter((tile) => passes(tile, filter)),
    [all, handsFirst, filter],
  )
  return (
    <main className="wall-main">
      <div className="wall-filters" role="group" aria-label={t('wall.filters')}>
        {FILTERS.map((name) => (
          <button
            key={name}
            type="button"
            className="wall-filter"
            aria-pressed={name === filter}
            onClick={() => setFilter(name)}
          >
            {t(LABELS[name])} <b>{count[name]}</b>
          </button>
        ))}
        <label className="wall-first">
          <input type="checkbox" checked={handsFirst} onChange={() => setHandsFirst(!handsFirst)} />
          {t('wall.handsFirst')}
        </label>
      </div>
      {shown.length === 0 ? (
        <Nobody course={course} filter={filter} heard={heard} />
      ) : (
        <ul className="wall" data-size={sizeOf(all.length)}>
          {shown.map(({ person }) => (
            <TileCard key={person} person={person} />
          ))}
        </ul>
      )}
    </main>
  )
}

/** How small tiles are: by how many there are, not by how many the filter leaves. */
export function sizeOf(count: number): 'large' | 'middle' | 'small' {
  if (count <= 16) return 'large'
  return count <= 20 ? 'middle' : 'small'
}

interface NobodyProps {
  readonly course: Course
  readonly filter: Filter
  readonly heard: boolean
}

function Nobody({ course, filter, heard }: NobodyProps) {
  const t = useT()
  if (!heard) return null
  if (filter !== 'all') return <p className="wall-nobody soft">{t('wall.noneLike')}</p>
  return (
    <div className="wall-nobody">
      <p className="soft">{t(course.code === null ? 'wall.nobodyNoCode' : 'wall.nobody')}</p>
      {course.code !== null && <p className="wall-nobody-code mono">{course.code}</p>}
    </div>
  )
}
