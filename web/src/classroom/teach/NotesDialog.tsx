import { getNotes, type LessonCard } from '../../api/classes'
import { useSay, useT, type Key } from '../../i18n'
import { Words } from '../../lessons/Words'
import { useAsked } from '../../state/asked'
import { Modal } from '../../ui/Modal'
import { Refusal } from '../Refusal'

const PARTS = [
  'aim',
  'known',
  'question',
  'ask',
  'misconceptions',
  'trouble',
  'short',
  'extension',
] as const

interface NotesProps {
  readonly lesson: LessonCard
  readonly onClose: () => void
}

/** What a teacher should know about a lesson before giving it. */
export function NotesDialog({ lesson, onClose }: NotesProps) {
  const t = useT()
  const say = useSay()
  const notes = useAsked(`notes ${lesson.slug}`, () => getNotes(lesson.slug))
  const known = notes.value
  return (
    <Modal
      title={t('teach.notesFor', { lesson: say(lesson.title) })}
      className="notes"
      onClose={onClose}
    >
      <Refusal problem={notes.problem} />
      {known &&
        PARTS.map((part) => {
          const passages = known[part]
          const title: Key = `teach.${part}`
          return (
            <section key={part} aria-label={t(title)}>
              <h3>{t(title)}</h3>
              {'en' in passages ? (
                <Words passage={passages} />
              ) : (
                <ul>
                  {passages.map((passage, place) => (
                    <li key={place}>
                      <Words passage={passage} />
                    </li>
                  ))}
                </ul>
              )}
            </section>
          )
        })}
    </Modal>
  )
}
