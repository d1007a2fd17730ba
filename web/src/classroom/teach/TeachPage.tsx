import { useState } from 'react'
import { getClasses, getLessonCards, makeClass, type Course } from '../../api/classes'
import { useT } from '../../i18n'
import { useAsked } from '../../state/asked'
import { signOff, useSession } from '../../state/session'
import { useAttempt } from '../attempt'
import { Bar } from '../Bar'
import { Refusal } from '../Refusal'
import { LONGEST_NAME } from '../spelling'
import { ClassPanel } from './ClassPanel'
import './teach.css'

/** A teacher's classes: on the left all of them, on the right the chosen one. */
export function TeachPage() {
  const t = useT()
  const name = useSession((state) => state.session?.name ?? '')
  const classes = useAsked('classes', getClasses)
  const lessons = useAsked('lessons', getLessonCards)
  const [chosen, setChosen] = useState<string | null>(null)
  const all = classes.value ?? []
  const course = all.find(({ id }) => id === chosen) ?? all[0]
  return (
    <div className="teach-page">
      <Bar title={<h1>{t('teach.classes')}</h1>}>
        <span className="soft teach-who">{name}</span>
        <a className="button pill" href="/">
          {t('teach.workspace')}
        </a>
        <button type="button" className="button pill" onClick={() => void signOff()}>
          {t('teach.signOut')}
        </button>
      </Bar>
      <div className="teach-columns">
        <nav aria-label={t('teach.classes')}>
          <Refusal problem={classes.problem} />
          {all.map(({ id, name: title, learners }) => (
            <button
              key={id}
              type="button"
              className="teach-class"
              aria-current={id === course?.id}
              onClick={() => setChosen(id)}
            >
              <b>{title}</b>
              <small className="soft">{t('teach.learnerCount', { count: learners })}</small>
            </button>
          ))}
          {classes.value && (
            <NewClass
              first={all.length === 0}
              onMade={async (made) => {
                await classes.again()
                setChosen(made.id)
              }}
            />
          )}
        </nav>
        <main>
          {course ? (
            <ClassPanel
              key={course.id}
              course={course}
              lessons={lessons.value ?? []}
              changed={() => classes.again()}
            />
          ) : (
            classes.value && <p className="teach-empty soft">{t('teach.none')}</p>
          )}
        </main>
      </div>
    </div>
  )
}

interface NewClassProps {
  readonly first: boolean
  readonly onMade: (course: Course) => Promise<void>
}

function NewClass({ first, onMade }: NewClassProps) {
  const t = useT()
  const [name, setName] = useState('')
  const attempt = useAttempt()
  const make = async () => {
    const made = await attempt.run(() => makeClass(name.trim(), []))
    if (!made) return
    setName('')
    await onMade(made)
  }
  return (
    <form
      className="teach-new"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() !== '') void make()
      }}
    >
      <label htmlFor="new-class">{t(first ? 'teach.firstClass' : 'teach.newClass')}</label>
      <div>
        <input
          id="new-class"
          value={name}
          placeholder={t('teach.newClassShape')}
          maxLength={LONGEST_NAME}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <button
          type="submit"
          className="button primary"
          disabled={name.trim() === '' || attempt.busy}
        >
          {t('teach.make')}
        </button>
      </div>
      <Refusal problem={attempt.problem} />
    </form>
  )
}
