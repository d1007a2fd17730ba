/** The mistakes that the network is surest of; for values the examples it misses most. */

import { useT } from '../../i18n'
import { fixed, readable, whole } from '../../ui/numbers'
import { AnsweredClasses } from './answers/Answered'
import { Examples } from './answers/Examples'
import { mistakes, ranked } from './answers/figures'
import { sureness, type Answers, type Told } from './answers/read'
import type { Instrument } from './instrument'

const SHOWN = 24

export const INSTRUMENT: Instrument = {
  name: 'mistakes',
  label: { en: 'Surest mistakes', de: 'Sicherste Fehler' },
  summary: {
    en: 'What was said with the highest probability and is wrong. Often the label is wrong, or the example is odd.',
    de: 'Was mit der höchsten Wahrscheinlichkeit gesagt wurde und falsch ist. Oft ist die Beschriftung falsch oder das Beispiel seltsam.',
  },
  order: 41,
  width: 340,
  View: () => (
    <AnsweredClasses values={(answers) => <Missed answers={answers} />}>
      {(told, answers, { classes }) => <Surest told={told} answers={answers} names={classes} />}
    </AnsweredClasses>
  ),
}

interface SurestProps {
  readonly told: Told
  readonly answers: Answers
  readonly names: readonly string[]
}

function Surest({ told, answers, names }: SurestProps) {
  const t = useT()
  const wrong = mistakes(told)
  const nameOf = (n = 0) => names[n] ?? String(n)
  const list = wrong.slice(0, SHOWN).map((row) => ({
    row: answers.rows[row] ?? 0,
    caption: t('answers.mistake', {
      said: nameOf(told.said[row]),
      sure: fixed(sureness(told, row), 2),
      right: nameOf(told.right[row]),
    }),
  }))
  return (
    <>
      <p className="answers-told">
        {t('answers.wrong', { wrong: whole(wrong.length), count: whole(told.count) })}
      </p>
      <Examples label={t('answers.surest')} list={list} />
    </>
  )
}

/** Where values are learned there is no wrong, but there is a greatest loss. */
function Missed({ answers }: { answers: Answers }) {
  const t = useT()
  const { outputs, targets, width, targetWidth, losses, rows } = answers
  const single = width === 1 && targetWidth === 1
  const list = ranked(losses)
    .slice(0, SHOWN)
    .map((row) => ({
      row: rows[row] ?? 0,
      caption: single
        ? t('answers.pair', {
            said: readable(outputs[row] ?? NaN, 2),
            right: readable(targets[row] ?? NaN, 2),
          })
        : t('answers.lossOf', { loss: readable(losses[row] ?? NaN, 3) }),
    }))
  return (
    <>
      <p className="answers-told">{t('answers.missed')}</p>
      <Examples label={t('answers.missed')} list={list} />
    </>
  )
}
