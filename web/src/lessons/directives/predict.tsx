import { useEffect, useId, useState } from 'react'
import type { PredictBlock } from '../../api/lessons'
import { useLanguage, useT } from '../../i18n'
import { placeOf } from '../lesson'
import { useProgress } from '../progress'
import { useReading } from '../reading'
import { useTrained } from '../trained'
import { Nodes, Words } from '../Words'

/** A guess to commit to; after the try it stands beside what happened, and is never marked. */
export default function Predict({ block }: { block: PredictBlock }) {
  const t = useT()
  const guess = useProgress(({ guesses }) => guesses[block.id])
  return (
    <section className="block predict" aria-label={t('lessons.guess')}>
      <Words passage={block.words} />
      {guess === undefined ? <Open block={block} /> : <Committed block={block} guess={guess} />}
    </section>
  )
}

function Open({ block }: { block: PredictBlock }) {
  const t = useT()
  const group = useId()
  const options = block.options[useLanguage()]
  const [chosen, setChosen] = useState<number | null>(null)
  const commit = () => {
    if (chosen === null) return
    const { guesses, note } = useProgress.getState()
    useTrained.getState().wait(block.id)
    note({ guesses: { ...guesses, [block.id]: chosen } })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        commit()
      }}
    >
      <div className="choices" role="radiogroup" aria-label={t('lessons.guess')}>
        {options.map((option, place) => (
          <label key={place} className="choice">
            <input
              type="radio"
              name={group}
              checked={chosen === place}
              onChange={() => setChosen(place)}
            />
            <span>
              <Nodes nodes={option} />
            </span>
          </label>
        ))}
      </div>
      <button type="submit" className="button act" disabled={chosen === null}>
        {t('lessons.commit')}
      </button>
    </form>
  )
}

function Committed({ block, guess }: { block: PredictBlock; guess: number }) {
  const t = useT()
  const options = block.options[useLanguage()]
  const shown = useAfter(block.id)
  return (
    <div aria-live="polite">
      <p className="guess">
        <b>{t('lessons.committed')}</b>
        <Nodes nodes={options[guess]} />
      </p>
      {shown ? (
        <div className="after">
          <Words passage={block.after} />
        </div>
      ) : (
        <p className="soft">{t('lessons.trainOn')}</p>
      )}
    </div>
  )
}

/** Whether what happened may be told: it was seen, or the learner has read on before. */
function useAfter(id: string): boolean {
  const { lesson, step } = useReading()
  const seen = useTrained((state) => state.seen[id] === true)
  const waits = useTrained((state) => state.since[id] !== undefined)
  const came = useProgress((state) => state.came)
  useEffect(() => {
    if (!waits) useTrained.getState().wait(id)
  }, [id, waits])
  return seen || placeOf(lesson, came ?? '') > placeOf(lesson, step.id)
}
