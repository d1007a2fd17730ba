/** Occlusion: what the answer loses when a part of the input is hidden. */

import { useState } from 'react'

import { useT } from '../../i18n'
import { sampleOf, useSample } from '../../live/sample'
import { whole } from '../../ui/numbers'
import { Slider } from '../../ui/Slider'
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
  const [chosen, setChosen] = useState<number | null>(null)
  const [baseline, setBaseline] = useState<Baseline>('mean')
  if (!places) return <p className="soft">{t('instruments.waiting')}</p>
  const side = Math.min(...places.shape.slice(0, places.shape.length === 3 ? 2 : 1))
  const flat = places.shape.length === 1
  const most = Math.max(1, Math.ceil(side / 2))
  const patch = flat ? 1 : Math.min(most, chosen ?? (places.words ? 1 : Math.ceil(side / 5)))
  return (
    <div className="why">
      <div className="why-controls">
        <UnitSelect places={places} unit={unit} choose={setUnit} />
        <BaselineChips baseline={baseline} choose={setBaseline} />
      </div>
      {!flat && (
        <Slider
          label={t('why.patch')}
          value={patch}
          text={whole(patch)}
          least={1}
          greatest={most}
          step={1}
          onChange={setChosen}
        />
      )}
      <Attributions
        key={places.key}
        probe={{ probe: 'occlusion', node: places.at, unit, baseline, patch, sample }}
        places={places}
      />
    </div>
  )
}

export const INSTRUMENT: Instrument = {
  name: 'occlusion',
  label: { en: 'Occlusion', de: 'Verdecken' },
  summary: {
    en: 'How far the score falls when a patch of the input is hidden there (blue), or rises (orange).',
    de: 'Wie weit der Wert fällt (blau) oder steigt (orange), wenn ein Stück der Eingabe dort verdeckt ist.',
  },
  order: 73,
  width: 330,
  View,
}
