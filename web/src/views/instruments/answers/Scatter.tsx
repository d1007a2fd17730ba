/** Values: what was said beside what is true, a point for each example; one of them is looked at. */

import { useState, type MouseEvent } from 'react'

import { useT } from '../../../i18n'
import { readable, whole } from '../../../ui/numbers'
import type { Output } from './asked'
import { Examples } from './Examples'
import { column, fit, ranked } from './figures'
import { dot, nearest, Plot, spot } from './Plot'
import type { Answers } from './read'
import { Walk } from './Walk'

export function Scatter({ answers, output }: { answers: Answers; output: Output }) {
  const t = useT()
  const [chosenColumn, setColumn] = useState(0)
  const [place, setPlace] = useState(0)
  const { width, count } = answers
  if (answers.targetWidth !== width) return <p className="soft">{t('answers.noTargets')}</p>
  const at = Math.min(chosenColumn, width - 1)
  const said = column(answers.outputs, width, at)
  const truth = column(answers.targets, width, at)
  const { rSquared, error } = fit(said, truth)
  const order = ranked(truth).reverse()
  const row = order[Math.min(place, count - 1)] ?? 0
  const ends = [...said, ...truth].filter(Number.isFinite)
  const [least, greatest] = [Math.min(...ends), Math.max(...ends)]
  const scale = (value = NaN) => (100 * (value - least)) / (greatest - least || 1)
  const pair = { said: readable(said[row] ?? NaN, 2), right: readable(truth[row] ?? NaN, 2) }
  const words = t('answers.fit', { r: readable(rSquared, 3), error: readable(error, 3) })
  const pick = (event: MouseEvent<SVGSVGElement>): void => {
    const found = nearest(spot(event), order, (n) => [scale(truth[n]), 100 - scale(said[n])])
    setPlace(order.indexOf(found))
  }
  return (
    <>
      <p className="answers-told" data-testid="fit">
        {words}
      </p>
      {width > 1 && (
        <select
          aria-label={t('answers.column')}
          value={at}
          onChange={(event) => setColumn(Number(event.target.value))}
        >
          {Array.from({ length: width }, (_, n) => (
            <option key={n} value={n}>
              {output.columns[n] ?? whole(n + 1)}
            </option>
          ))}
        </select>
      )}
      <div className="answers-sides">
        <Plot
          label={`${t('answers.scatter')}. ${words}`}
          title={t('answers.scatter')}
          x={[readable(least, 1), t('answers.true'), readable(greatest, 1)]}
          y={t('answers.said')}
          onClick={pick}
        >
          <path className="answers-diagonal" d="M0 100L100 0" />
          <path
            className="answers-dots"
            d={order.map((n) => dot(scale(truth[n]), 100 - scale(said[n]))).join('')}
          />
          <path className="answers-dot-chosen" d={dot(scale(truth[row]), 100 - scale(said[row]))} />
        </Plot>
        <Walk
          label={t('answers.byTruth')}
          place={place}
          count={count}
          text={t('answers.pair', pair)}
          go={setPlace}
        >
          <Examples
            label={t('answers.chosen')}
            list={[{ row: answers.rows[row] ?? 0, caption: t('answers.pair', pair) }]}
          />
        </Walk>
      </div>
    </>
  )
}
