/** Saliency: what would change the answer, number by number. */

import { useState } from 'react'

import { useT } from '../../i18n'
import { sampleOf, useSample } from '../../live/sample'
import { Chip } from '../../ui/Chip'
import type { Instrument } from './instrument'
import { Attributions } from './parts/Attributions'
import { usePlaces } from './parts/places'
import { UnitSelect } from './parts/UnitSelect'

function View() {
  const t = useT()
  const places = usePlaces()
  const sample = sampleOf(useSample())
  const [unit, setUnit] = useState<number | null>(null)
  const [absolute, setAbsolute] = useState(false)
  const [times, setTimes] = useState(false)
  if (!places) return <p className="soft">{t('instruments.waiting')}</p>
  const positive = absolute || (places.words && !times)
  return (
    <div className="why">
      <div className="why-controls">
        <UnitSelect places={places} unit={unit} choose={setUnit} />
        <Chip label={t('why.absolute')} on={positive} toggle={() => setAbsolute(!absolute)} />
        <Chip label={t('why.timesInput')} on={times} toggle={() => setTimes(!times)} />
      </div>
      <Attributions
        key={places.key}
        probe={{ probe: 'saliency', node: places.at, unit, sample }}
        places={places}
        reading={{ absolute, times }}
        positive={positive}
      />
    </div>
  )
}

export const INSTRUMENT: Instrument = {
  name: 'saliency',
  label: { en: 'Saliency', de: 'Salienz' },
  summary: {
    en: 'The gradient of an answer: where a little more in the input makes its score rise (blue) or fall (orange).',
    de: 'Der Gradient einer Antwort: wo etwas mehr in der Eingabe ihren Wert steigen (blau) oder fallen (orange) lässt.',
  },
  order: 70,
  width: 330,
  View,
}
