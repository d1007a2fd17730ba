/** How well the answers tell one class from the rest, wherever one draws the line. */

import { useEffect, useRef, useState } from 'react'

import { useT } from '../../i18n'
import { useTurns } from '../../live/turns'
import { readable, whole } from '../../ui/numbers'
import { AnsweredClasses } from './answers/Answered'
import { separation } from './answers/figures'
import { line, Plot } from './answers/Plot'
import type { Told } from './answers/read'
import type { Instrument } from './instrument'

const MOST_LINES = 10

export const INSTRUMENT: Instrument = {
  name: 'roc',
  label: { en: 'ROC and precision', de: 'ROC und Genauigkeit' },
  summary: {
    en: 'One class against the rest: what every threshold finds, and what it takes for it wrongly. An area of 1 is perfect, of ROC 0.5 is guessing.',
    de: 'Eine Klasse gegen den Rest: was jede Schwelle findet und was sie fälschlich dafür hält. Fläche 1 ist vollkommen, bei ROC ist 0,5 geraten.',
  },
  order: 43,
  width: 400,
  View: () => (
    <AnsweredClasses>
      {(told, _, { classes }) => <Curves told={told} names={classes} />}
    </AnsweredClasses>
  ),
}

function Curves({ told, names }: { told: Told; names: readonly string[] }) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const inTurns = useTurns()
  const [chosen, setChosen] = useState(1)
  const one = Math.min(chosen, told.classes - 1)
  const nameOf = (n: number) => names[n] ?? String(n)
  const classes = Array.from({ length: told.classes }, (_, n) => n)
  const others = classes.filter((n) => n !== one && told.classes <= MOST_LINES)
  const own = separation(told, one)
  const words = { area: readable(own.area, 3), average: readable(own.average, 3) }
  const faint = others.map((n) => <path key={n} className="answers-faint" data-class={n} />)
  useEffect(() => {
    inTurns(others.length, (n) => drawFaint(root.current, told, others[n] ?? 0))
  })
  return (
    <>
      <p className="answers-told">
        <select
          aria-label={t('answers.class')}
          value={one}
          onChange={(event) => setChosen(Number(event.target.value))}
        >
          {classes.map((n) => (
            <option key={n} value={n}>
              {nameOf(n)}
            </option>
          ))}
        </select>{' '}
        {t('answers.against', { positives: whole(own.positives), count: whole(told.count) })}
      </p>
      <div className="answers-sides" ref={root}>
        <Plot
          label={t('answers.rocOf', { name: nameOf(one), ...words })}
          title={t('answers.area', words)}
          x={['0', t('answers.falseRate'), '1']}
          y={t('answers.trueRate')}
        >
          <path className="answers-diagonal" d="M0 100L100 0" />
          {faint}
          <path className="answers-line" d={line(own.falseRate, own.trueRate)} />
        </Plot>
        <Plot
          label={t('answers.precisionOf', { name: nameOf(one), ...words })}
          title={t('answers.average', words)}
          x={['0', t('answers.recall'), '1']}
          y={t('answers.precision')}
        >
          {faint}
          <path className="answers-line" d={line(own.trueRate, own.precision)} />
        </Plot>
      </div>
    </>
  )
}

/** Both lines of a class that is not chosen. */
function drawFaint(root: Element | null, told: Told, one: number): void {
  const { falseRate, trueRate, precision } = separation(told, one)
  const [roc, recall] = root?.querySelectorAll(`.answers-faint[data-class="${one}"]`) ?? []
  roc?.setAttribute('d', line(falseRate, trueRate))
  recall?.setAttribute('d', line(trueRate, precision))
}
