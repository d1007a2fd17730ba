import { Fragment, useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Block } from '../api/lessons'
import { useSay, useT } from '../i18n'
import { DRAWN } from './blocks'
import { placeOf } from './lesson'
import { useProgress } from './progress'
import { useReading } from './reading'
import { StepBars } from './StepBars'

/** One step to read: where it stands, its title, its blocks, the ways on and back. */
export function StepView() {
  const t = useT()
  const say = useSay()
  const { lesson, step } = useReading()
  const place = placeOf(lesson, step.id)
  const came = useProgress((state) => state.came)
  const failing = useProgress((state) => state.failing)
  const column = useRef<HTMLElement>(null)
  const title = useTurning(column, step.id)
  return (
    <main className="lesson-column" ref={column} aria-label={t('lessons.reading')}>
      <div className="lesson-page">
        <StepBars
          lesson={lesson}
          place={place}
          read={Math.max(place, placeOf(lesson, came ?? ''))}
        />
        <h1 ref={title} tabIndex={-1}>
          {say(step.title)}
        </h1>
        <Blocks blocks={step.blocks} />
        <Ways place={place} />
        <p className="lesson-failing" role="status">
          {failing && t('lessons.notKept')}
        </p>
      </div>
    </main>
  )
}

/** The network's own word, that it was changed, stands below everything to read. */
function Blocks({ blocks }: { blocks: readonly Block[] }) {
  const last = blocks.filter(({ directive }) => directive === 'network')
  const others = blocks.filter(({ directive }) => directive !== 'network')
  const { step } = useReading()
  return [...others, ...last].map((block, n) => (
    <Fragment key={`${step.id} ${n}`}>
      <Drawn block={block} />
    </Fragment>
  ))
}

function Drawn({ block }: { block: Block }) {
  const t = useT()
  const Known = DRAWN[block.directive]
  if (Known) return <Known block={block} />
  return (
    <p className="problem-text" role="alert">
      {t('lessons.unknownDirective', { name: block.directive })}
    </p>
  )
}

function Ways({ place }: { place: number }) {
  const t = useT()
  const say = useSay()
  const { lesson } = useReading()
  const [before, after] = [lesson.steps[place - 1], lesson.steps[place + 1]]
  const to = (id: string) => `/lessons/${lesson.slug}/${id}`
  return (
    <nav className="lesson-ways" aria-label={t('lessons.steps')}>
      {before ? (
        <Link href={to(before.id)} title={t('lessons.previous')}>
          {`←\u00a0${say(before.title)}`}
        </Link>
      ) : (
        <span />
      )}
      {after ? (
        <Link href={to(after.id)} className="way-on">
          {`${t('lessons.next', { title: say(after.title) })}\u00a0→`}
        </Link>
      ) : (
        <Link href="/lessons" className="way-on">
          {`${t('lessons.finish')}\u00a0→`}
        </Link>
      )}
    </nav>
  )
}

/** Another step begins at its top, and reading aloud begins at its title. */
function useTurning(column: React.RefObject<HTMLElement | null>, step: string) {
  const title = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    column.current?.scrollTo({ top: 0 })
    title.current?.focus({ preventScroll: true })
  }, [column, step])
  return title
}
