import {
  getLearners,
  getProgress,
  progressTable,
  type LessonCard,
  type LessonProgress,
} from '../../api/classes'
import { useSay, useT } from '../../i18n'
import { useAsked } from '../../state/asked'
import { Refusal } from '../Refusal'
import type { SectionProps } from './ClassPanel'

/** Learners down, lessons across: the step each has reached and the tasks solved. */
export function ProgressSection({ course, lessons }: SectionProps) {
  const t = useT()
  const say = useSay()
  const learners = useAsked(`learners ${course.id}`, () => getLearners(course.id))
  const progress = useAsked(`progress ${course.id}`, () => getProgress(course.id))
  const begun = new Set((progress.value ?? []).map(({ lesson }) => lesson))
  const shown = lessons.filter(({ slug }) => begun.has(slug) || course.lessons.includes(slug))
  return (
    <section aria-labelledby="progress-title">
      <h2 id="progress-title">{t('teach.progress')}</h2>
      <Refusal problem={progress.problem} />
      {begun.size === 0 && progress.value && <p className="soft">{t('teach.noProgress')}</p>}
      {begun.size > 0 && (
        <div className="table-frame">
          <table className="progress">
            <thead>
              <tr>
                <th scope="col">{t('teach.nickname')}</th>
                {shown.map(({ slug, title }) => (
                  <th key={slug} scope="col">
                    {say(title)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {learners.value?.map(({ id, name }) => (
                <tr key={id}>
                  <th scope="row">{name}</th>
                  {shown.map((lesson) => (
                    <Cell
                      key={lesson.slug}
                      lesson={lesson}
                      reached={progress.value?.find(
                        (one) => one.person === id && one.lesson === lesson.slug,
                      )}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="section-actions">
        <button type="button" className="button pill" onClick={() => void progress.again()}>
          {t('teach.refresh')}
        </button>
        <a className="button pill" href={progressTable(course.id)} download>
          {t('teach.table')}
        </a>
      </div>
    </section>
  )
}

interface CellProps {
  readonly lesson: LessonCard
  readonly reached: LessonProgress | undefined
}

function Cell({ lesson, reached }: CellProps) {
  const t = useT()
  if (!reached) return <td className="soft">–</td>
  const step = lesson.steps.indexOf(reached.step) + 1
  return (
    <td>
      {step > 0 && t('teach.stepOf', { step, steps: lesson.steps.length })}
      {lesson.tasks.length > 0 && (
        <small className={reached.done.length === lesson.tasks.length ? 'present' : 'soft'}>
          {t('teach.tasksOf', { done: reached.done.length, tasks: lesson.tasks.length })}
        </small>
      )}
    </td>
  )
}
