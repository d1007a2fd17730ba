import { useState } from 'react'
import { getLearners, newWord, removeLearner, type Learner } from '../../api/classes'
import { useLanguage, useT } from '../../i18n'
import { useAsked } from '../../state/asked'
import { useAttempt } from '../attempt'
import { Copy } from '../Copy'
import { Modal } from '../../ui/Modal'
import { Refusal } from '../Refusal'
import type { SectionProps } from './ClassPanel'
import { Confirm } from './Confirm'

/** Who is in the class; a new word for who forgot it, and removing with everything of theirs. */
export function LearnersSection({ course, changed }: SectionProps) {
  const t = useT()
  const learners = useAsked(`learners ${course.id}`, () => getLearners(course.id))
  const [removing, setRemoving] = useState<Learner | null>(null)
  const [told, setTold] = useState<{ name: string; word: string } | null>(null)
  const attempt = useAttempt()
  const renew = async (learner: Learner) => {
    const answer = await attempt.run(() => newWord(course.id, learner.id))
    if (answer) setTold({ name: learner.name, word: answer.word })
  }
  return (
    <section aria-labelledby="learners-title">
      <h2 id="learners-title">{t('teach.learners')}</h2>
      <Refusal problem={learners.problem ?? attempt.problem} />
      {learners.value?.length === 0 && <p className="soft">{t('teach.noLearners')}</p>}
      {learners.value && learners.value.length > 0 && (
        <div className="table-frame">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('teach.nickname')}</th>
                <th scope="col">{t('teach.present')}</th>
                <th scope="col">{t('teach.joined')}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {learners.value.map((learner) => (
                <Row
                  key={learner.id}
                  learner={learner}
                  renew={() => void renew(learner)}
                  remove={() => setRemoving(learner)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {told && <WordTold {...told} onClose={() => setTold(null)} />}
      {removing && (
        <Confirm
          title={t('teach.removeTitle', { name: removing.name })}
          what={t('teach.removeWhat')}
          action={t('teach.removeAction')}
          act={() => removeLearner(course.id, removing.id)}
          done={async () => {
            await Promise.all([learners.again(), changed()])
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </section>
  )
}

interface RowProps {
  readonly learner: Learner
  readonly renew: () => void
  readonly remove: () => void
}

function Row({ learner, renew, remove }: RowProps) {
  const t = useT()
  const language = useLanguage()
  const joined = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  return (
    <tr>
      <th scope="row">{learner.name}</th>
      <td>
        <span className={learner.here ? 'present' : 'soft'}>
          {t(learner.here ? 'teach.here' : 'teach.away')}
        </span>
      </td>
      <td className="soft">{joined.format(new Date(learner.joined))}</td>
      <td>
        <div className="row-actions">
          <button type="button" className="link" onClick={renew}>
            {t('teach.newWord')}
          </button>
          <button
            type="button"
            className="link danger"
            aria-label={t('teach.removeNamed', { name: learner.name })}
            onClick={remove}
          >
            {t('teach.remove')}
          </button>
        </div>
      </td>
    </tr>
  )
}

interface WordToldProps {
  readonly name: string
  readonly word: string
  readonly onClose: () => void
}

function WordTold({ name, word, onClose }: WordToldProps) {
  const t = useT()
  return (
    <Modal title={t('teach.wordFor', { name })} className="confirm" onClose={onClose}>
      <p>{t('teach.wordWhat', { name })}</p>
      <output className="private-word">{word}</output>
      <footer>
        <Copy text={word} label={t('classroom.copyWord')} />
        <button type="button" className="button primary" onClick={onClose}>
          {t('app.close')}
        </button>
      </footer>
    </Modal>
  )
}
