/** What each example costs: how the losses are spread, and all examples from the dearest on. */

import { useState } from 'react'

import { useT } from '../../i18n'
import { useRun } from '../../live/run'
import { readable, whole } from '../../ui/numbers'
import { Answered } from './answers/Answered'
import { outputsOf } from './answers/asked'
import { Examples } from './answers/Examples'
import { histogram, ranked } from './answers/figures'
import { line, Plot, spot } from './answers/Plot'
import type { Answers } from './answers/read'
import { Walk } from './answers/Walk'
import type { Instrument } from './instrument'

const BINS = 24
const SHOWN = 6

export const INSTRUMENT: Instrument = {
  name: 'per_example_loss',
  label: { en: 'Loss of each example', de: 'Verlust je Beispiel' },
  summary: {
    en: 'The loss is a mean. Which examples make it up: many cheap ones, or a few that cost very much?',
    de: 'Der Verlust ist ein Mittelwert. Woraus besteht er: aus vielen billigen Beispielen oder aus wenigen sehr teuren?',
  },
  order: 42,
  width: 400,
  View: () => <Answered>{(answers) => <Losses answers={answers} />}</Answered>,
}

function Losses({ answers }: { answers: Answers }) {
  const t = useT()
  const [chosen, setPlace] = useState(0)
  const several = useRun(({ document }) => document !== null && outputsOf(document).length > 1)
  const { losses, rows, count } = answers
  const order = ranked(losses)
  const place = Math.min(chosen, count - 1)
  const { least, greatest, counts } = histogram(losses, BINS)
  const most = Math.max(...counts, 1)
  const mean = losses.reduce((all, loss) => all + loss, 0) / count
  const lossAt = (n: number) => losses[order[n] ?? 0] ?? NaN
  const words = t('answers.losses', {
    mean: readable(mean, 3),
    median: readable(lossAt(Math.floor(count / 2)), 3),
    greatest: readable(greatest, 3),
  })
  const height = (loss: number) => (loss - least) / (greatest - least || 1)
  const shares = order.map((_, n) => n / Math.max(1, count - 1))
  const toLoss = (loss: number) => setPlace(order.findIndex((row) => (losses[row] ?? 0) <= loss))
  return (
    <>
      <p className="answers-told" data-testid="losses">
        {words}
        {several && ` ${t('answers.allOutputs')}`}
      </p>
      <div className="answers-sides">
        <Plot
          label={`${t('answers.histogram')}: ${counts.map(whole).join(', ')}`}
          title={t('answers.histogram')}
          x={[readable(least, 2), t('answers.loss'), readable(greatest, 2)]}
          y={whole(most)}
          onClick={(event) => toLoss(least + (spot(event)[0] / 100) * (greatest - least))}
        >
          {counts.map((bin, n) => (
            <rect
              key={n}
              className="answers-bar"
              data-count={bin}
              x={(100 * n) / BINS}
              width={90 / BINS}
              y={100 - (100 * bin) / most}
              height={(100 * bin) / most}
            />
          ))}
        </Plot>
        <Plot
          label={`${t('answers.sorted')}. ${words}`}
          title={t('answers.sorted')}
          x={['1', t('answers.rank'), whole(count)]}
          y={readable(greatest, 2)}
          onClick={(event) => setPlace(Math.round((spot(event)[0] / 100) * (count - 1)))}
        >
          <path
            className="answers-line"
            d={line(
              shares,
              order.map((_, n) => height(lossAt(n))),
            )}
          />
          <path className="answers-mark" d={`M${100 * (shares[place] ?? 0)} 0V100`} />
        </Plot>
        <Walk
          label={t('answers.byLoss')}
          place={place}
          count={count}
          text={t('answers.lossOf', { loss: readable(lossAt(place), 3) })}
          go={setPlace}
        >
          <Examples
            label={t('answers.chosen')}
            list={order.slice(place, place + SHOWN).map((row) => ({
              row: rows[row] ?? 0,
              caption: readable(losses[row] ?? NaN, 3),
            }))}
          />
        </Walk>
      </div>
    </>
  )
}
