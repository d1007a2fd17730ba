/** What all these instruments have: which part and output they are about, and what stands in their way. */

import { useRef, type ReactNode } from 'react'

import { useT, type Key } from '../../../i18n'
import { useFacts } from '../../../live/facts'
import { useRun } from '../../../live/run'
import type { PartName } from '../../../live/sample'
import { Chip } from '../../../ui/Chip'
import { whole } from '../../../ui/numbers'
import { outputsOf, useAnswers, useAsked, useOutput, usePart, type Output } from './asked'
import { toldOf, type Answers, type Told } from './read'
import './answers.css'

const PARTS: readonly { part: PartName; label: Key }[] = [
  { part: 'training', label: 'live.training' },
  { part: 'validation', label: 'live.validation' },
  { part: 'test', label: 'live.test' },
]

type Show = (answers: Answers, output: Output) => ReactNode

/** Shows the newest answers with `children`. */
export function Answered({ children }: { children: Show }) {
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  const output = useOutput()
  const answers = useAnswers(place, output)
  return (
    <div className="answers" ref={place}>
      <Choice output={output} shown={answers?.count ?? null} />
      {!answers && (
        <p className="soft" data-waiting>
          {t('instruments.waiting')}
        </p>
      )}
      {answers && output && children(answers, output)}
    </div>
  )
}

/** Answers as classes; where values are learned a sentence says so, or `values` shows them. */
export function AnsweredClasses({
  children,
  values,
}: {
  children: (told: Told, answers: Answers, output: Output) => ReactNode
  values?: Show
}) {
  const t = useT()
  return (
    <Answered>
      {(answers, output) => {
        const told = output.classes.length > 0 ? toldOf(answers, output) : null
        if (told) return children(told, answers, output)
        return values ? values(answers, output) : <p className="soft">{t('answers.noClasses')}</p>
      }}
    </Answered>
  )
}

/** Which part and, where there are several, which output; and how many rows are shown. */
export function Choice({ output, shown }: { output: Output | null; shown: number | null }) {
  const t = useT()
  const part = usePart()
  const counts = useFacts(({ data }) => data?.counts)
  const outputs = useRun(({ document }) => (document ? outputsOf(document).join(' ') : ''))
  const names = outputs.split(' ')
  return (
    <div className="answers-choice">
      <span role="group" aria-label={t('answers.part')}>
        {PARTS.filter((one) => (counts?.[one.part] ?? 0) > 0).map((one) => (
          <Chip
            key={one.part}
            label={t(one.label)}
            on={one.part === part}
            toggle={() => useAsked.setState({ part: one.part })}
          />
        ))}
      </span>
      {output && names.length > 1 && (
        <select
          aria-label={t('answers.output')}
          value={output.node.id}
          onChange={(event) => useAsked.setState({ output: event.target.value })}
        >
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
      {shown !== null && (
        <span className="soft answers-count">
          {t('answers.rows', { shown: whole(shown), total: whole(counts?.[part] ?? shown) })}
        </span>
      )}
    </div>
  )
}
