import { useState } from 'react'
import { changeClass, type LessonCard } from '../../api/classes'
import { useSay, useT } from '../../i18n'
import { useAttempt } from '../attempt'
import { Refusal } from '../Refusal'
import type { SectionProps } from './ClassPanel'
import { NotesDialog } from './NotesDialog'

/** The lessons the class sees, in the order it sees them; below, those it could see. */
export function LessonsSection({ course, lessons, changed }: SectionProps) {
  const t = useT()
  const attempt = useAttempt()
  const chosen = course.lessons.flatMap((slug) => lessons.find((one) => one.slug === slug) ?? [])
  const others = lessons.filter(({ slug }) => !course.lessons.includes(slug))
  const keep = async (slugs: readonly string[]) => {
    const kept = await attempt.run(() => changeClass(course.id, { lessons: [...slugs] }))
    if (kept) await changed()
  }
  const raise = (place: number) => {
    const slugs = [...course.lessons]
    const [slug] = slugs.splice(place, 1)
    if (slug !== undefined) slugs.splice(place - 1, 0, slug)
    void keep(slugs)
  }
  return (
    <section aria-labelledby="lessons-title">
      <h2 id="lessons-title">{t('teach.lessons')}</h2>
      {chosen.length === 0 && <p className="soft">{t('teach.noLessons')}</p>}
      <ol className="class-lessons">
        {chosen.map((lesson, place) => (
          <LessonRow key={lesson.slug} lesson={lesson}>
            <button
              type="button"
              className="link"
              disabled={place === 0 || attempt.busy}
              onClick={() => raise(place)}
            >
              {t('teach.earlier')}
            </button>
            <button
              type="button"
              className="link"
              disabled={attempt.busy}
              onClick={() => void keep(course.lessons.filter((slug) => slug !== lesson.slug))}
            >
              {t('teach.drop')}
            </button>
          </LessonRow>
        ))}
      </ol>
      {others.length > 0 && <h3>{t('teach.otherLessons')}</h3>}
      <ul className="class-lessons others">
        {others.map((lesson) => (
          <LessonRow key={lesson.slug} lesson={lesson}>
            <button
              type="button"
              className="link"
              disabled={attempt.busy}
              onClick={() => void keep([...course.lessons, lesson.slug])}
            >
              {t('teach.choose')}
            </button>
          </LessonRow>
        ))}
      </ul>
      <Refusal problem={attempt.problem} />
    </section>
  )
}

interface LessonRowProps {
  readonly lesson: LessonCard
  readonly children: React.ReactNode
}

function LessonRow({ lesson, children }: LessonRowProps) {
  const t = useT()
  const say = useSay()
  const [reading, setReading] = useState(false)
  return (
    <li>
      <span>
        <a href={`/lessons/${lesson.slug}`}>{say(lesson.title)}</a>{' '}
        <small className="soft">{t('teach.minutes', { minutes: lesson.minutes })}</small>
      </span>
      <span className="row-actions">
        <button type="button" className="link" onClick={() => setReading(true)}>
          {t('teach.notes')}
        </button>
        {children}
      </span>
      {reading && <NotesDialog lesson={lesson} onClose={() => setReading(false)} />}
    </li>
  )
}
