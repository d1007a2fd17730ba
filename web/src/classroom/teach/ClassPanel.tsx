import { useState } from 'react'
import { Link } from 'wouter'
import { changeClass, removeClass, type Course, type LessonCard } from '../../api/classes'
import { useT } from '../../i18n'
import { useAttempt } from '../attempt'
import { Refusal } from '../Refusal'
import { LONGEST_NAME } from '../spelling'
import { CodeSection } from './CodeSection'
import { Confirm } from './Confirm'
import { LearnersSection } from './LearnersSection'
import { LessonsSection } from './LessonsSection'
import { ProgressSection } from './ProgressSection'

export interface SectionProps {
  readonly course: Course
  readonly lessons: readonly LessonCard[]
  /** Settles when the page shows the class as it is now. */
  readonly changed: () => Promise<void>
}

/** Everything of one class: its code, its learners, its lessons, how far they are. */
export function ClassPanel(props: SectionProps) {
  const { course } = props
  const t = useT()
  return (
    <div className="class-panel">
      <header>
        <ClassName {...props} />
        <Link className="button primary" href={`/teach/${course.id}`}>
          {t('teach.openWall')}
        </Link>
      </header>
      <CodeSection {...props} />
      <LearnersSection {...props} />
      <LessonsSection {...props} />
      <ProgressSection {...props} />
      <RemoveClass {...props} />
    </div>
  )
}

function ClassName({ course, changed }: SectionProps) {
  const t = useT()
  const [name, setName] = useState(course.name)
  const attempt = useAttempt()
  const keep = async () => {
    const next = name.trim()
    if (next === '') setName(course.name)
    if (next === '' || next === course.name) return
    const kept = await attempt.run(() => changeClass(course.id, { name: next }))
    if (kept) await changed()
  }
  return (
    <div className="class-name">
      <input
        aria-label={t('teach.className')}
        value={name}
        maxLength={LONGEST_NAME}
        onChange={(event) => setName(event.target.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur()
        }}
      />
      <Refusal problem={attempt.problem} />
    </div>
  )
}

function RemoveClass({ course, changed }: SectionProps) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  return (
    <section>
      <button type="button" className="link danger" onClick={() => setAsking(true)}>
        {t('teach.removeClass')}
      </button>
      {asking && (
        <Confirm
          title={t('teach.removeClassTitle', { course: course.name })}
          what={t('teach.removeClassWhat', { count: course.learners })}
          action={t('teach.removeClassAction')}
          act={() => removeClass(course.id)}
          done={changed}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  )
}
