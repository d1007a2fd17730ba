import { useId, useState } from 'react'
import type { Choice, QuizAnswer, QuizBlock } from '../../api/lessons'
import { useLanguage, useT } from '../../i18n'
import { parse, typable } from '../../ui/numbers'
import { useProgress } from '../progress'
import { Nodes, Words } from '../Words'

/** One question; every answer is told why it is right or not, and another may be tried. */
export default function Quiz({ block }: { block: QuizBlock }) {
  return (
    <section className="block quiz">
      <Words passage={block.words} />
      {block.choices && <Choices id={block.id} choices={block.choices} />}
      {block.number && <Typed id={block.id} number={block.number} />}
    </section>
  )
}

function useAnswer(id: string) {
  const given = useProgress(({ answers }) => answers[id])
  const give = (answer: QuizAnswer) => {
    const { answers, note } = useProgress.getState()
    note({ answers: { ...answers, [id]: answer } })
  }
  return { given, give }
}

function Choices({ id, choices }: { id: string; choices: readonly Choice[] }) {
  const t = useT()
  const group = useId()
  const language = useLanguage()
  const { given, give } = useAnswer(id)
  const chosen = given ? choices[given.answer] : undefined
  return (
    <>
      <div className="choices" role="radiogroup" aria-label={t('lessons.answer')}>
        {choices.map((choice, place) => (
          <label
            key={place}
            className="choice"
            data-right={given?.answer === place && choice.right}
          >
            <input
              type="radio"
              name={group}
              checked={given?.answer === place}
              onChange={() => give({ answer: place, right: choice.right })}
            />
            <span>
              <Nodes nodes={choice.text[language]} />
            </span>
          </label>
        ))}
      </div>
      <div className="feedback" aria-live="polite">
        {chosen && (
          <>
            <Mark right={chosen.right} />
            <Words passage={chosen.feedback} />
          </>
        )}
      </div>
    </>
  )
}

type Wanted = NonNullable<QuizBlock['number']>

function Typed({ id, number }: { id: string; number: Wanted }) {
  const t = useT()
  const box = useId()
  const { given, give } = useAnswer(id)
  const [text, setText] = useState(given ? typable(given.answer) : '')
  const [unread, setUnread] = useState(false)
  const check = () => {
    const value = parse(text)
    setUnread(value === null)
    if (value === null) return
    give({ answer: value, right: Math.abs(value - number.value) <= number.tolerance + 1e-9 })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      <label htmlFor={box} className="visually-hidden">
        {t('lessons.answer')}
      </label>
      <div className="typed">
        <input
          id={box}
          inputMode="decimal"
          autoComplete="off"
          placeholder={t('lessons.answer')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button act">
          {t('lessons.answerCheck')}
        </button>
      </div>
      <div className="feedback" aria-live="polite">
        {unread && <p>{t('lessons.notANumber')}</p>}
        {given && !unread && (
          <>
            <Mark right={given.right} />
            <Words passage={given.right ? number.right : number.wrong} />
          </>
        )}
      </div>
    </form>
  )
}

/** Right or not yet, in a sign and a word; what is right says so itself in its own words. */
function Mark({ right }: { right: boolean }) {
  const t = useT()
  return (
    <b className="mark" data-right={right}>
      <span aria-hidden="true">{right ? '✓' : '○'}</span>{' '}
      <span className={right ? 'visually-hidden' : ''}>
        {t(right ? 'lessons.right' : 'lessons.wrong')}
      </span>
    </b>
  )
}
