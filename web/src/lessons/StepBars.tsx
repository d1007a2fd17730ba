import type { KeyboardEvent } from 'react'
import { Link } from 'wouter'
import type { Lesson } from '../api/lessons'
import { useSay, useT } from '../i18n'

interface StepBarsProps {
  readonly lesson: Lesson
  readonly place: number
  /** How far somebody has read. */
  readonly read: number
}

/** One bar for each step; each is a link to it, and arrow keys go from one to the next. */
export function StepBars({ lesson, place, read }: StepBarsProps) {
  const t = useT()
  const say = useSay()
  return (
    <nav className="step-bars" aria-label={t('lessons.steps')} onKeyDown={go}>
      {lesson.steps.map(({ id, title }, n) => {
        const name = t('lessons.stepName', { step: n + 1, title: say(title) })
        return (
          <Link
            key={id}
            href={`/lessons/${lesson.slug}/${id}`}
            aria-label={n < read && n !== place ? `${name} ${t('lessons.stepDone')}` : name}
            aria-current={n === place ? 'step' : undefined}
            data-state={n === place ? 'now' : n < read ? 'read' : 'ahead'}
            title={say(title)}
          />
        )
      })}
    </nav>
  )
}

function go(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
  if (by === undefined) return
  event.preventDefault()
  const links = [...event.currentTarget.querySelectorAll('a')]
  links[links.indexOf(document.activeElement as HTMLAnchorElement) + by]?.focus()
}
