/** Integrated gradients: the score of an answer, shared out among the numbers of the input. */

import { useState } from 'react'

import { useT } from '../../i18n'
import { sampleOf, useSample } from '../../live/sample'
import { readable } from '../../ui/numbers'
import type { Instrument } from './instrument'
import { Attributions } from './parts/Attributions'
import { BaselineChips, type Baseline } from './parts/BaselineChips'
import { usePlaces } from './parts/places'
import { UnitSelect } from './parts/UnitSelect'

function View() {
  const t = useT()
  const places = usePlaces()
  const sample = sampleOf(useSample())
  const [unit, setUnit] = useState<number | null>(null)
  const [baseline, setBaseline] = useState<Baseline>('zeros')
  if (!places) return <p className="soft">{t('instruments.waiting')}</p>
  return (
    <div className="why">
      <div className="why-controls">
        <UnitSelect places={places} unit={unit} choose={setUnit} />
        <BaselineChips baseline={baseline} choose={setBaseline} />
      </div>
      <Attributions
        key={places.key}
        probe={{ probe: 'integrated_gradients', node: places.at, unit, baseline, sample }}
        places={places}
        reading={{ times: false }}
        more={([, score = NaN, nothing = NaN, total = NaN]) =>
          t('why.complete', {
            nothing: readable(nothing),
            difference: readable(score - nothing),
            total: readable(total),
          })
        }
      />
    </div>
  )
}

export const INSTRUMENT: Instrument = {
  name: 'integrated_gradients',
  label: { en: 'Integrated gradients', de: 'Integrierte Gradienten' },
  summary: {
    en: 'What each number of the input adds to the score, on the way from nothing to the example. The shares sum up to the difference.',
    de: 'Was jede Zahl der Eingabe zum Wert beiträgt, auf dem Weg von nichts zum Beispiel. Zusammen ergeben die Anteile den Unterschied.',
  },
  order: 71,
  width: 330,
  View,
}
