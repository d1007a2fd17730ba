/** Grad-CAM: where the maps of a convolution speak for an answer. */

import { useState } from 'react'

import { useT } from '../../i18n'
import { sampleOf, useSample } from '../../live/sample'
import type { Instrument } from './instrument'
import { Attributions } from './parts/Attributions'
import { usePlaces } from './parts/places'
import { UnitSelect } from './parts/UnitSelect'

function View() {
  const t = useT()
  const places = usePlaces()
  const sample = sampleOf(useSample())
  const [unit, setUnit] = useState<number | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  if (!places) return <p className="soft">{t('instruments.waiting')}</p>
  const layer = places.maps.find((one) => one === chosen) ?? places.maps[0]
  if (layer === undefined) return <p className="soft">{t('why.noMaps')}</p>
  return (
    <div className="why">
      <div className="why-controls">
        <UnitSelect places={places} unit={unit} choose={setUnit} />
        <select
          className="why-select mono"
          aria-label={t('why.layer')}
          title={t('why.layer')}
          value={layer}
          onChange={({ target }) => setChosen(target.value)}
        >
          {places.maps.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </div>
      <Attributions
        key={places.key}
        probe={{ probe: 'grad_cam', node: layer, unit, sample }}
        places={places}
        positive
      />
    </div>
  )
}

export const INSTRUMENT: Instrument = {
  name: 'grad_cam',
  label: { en: 'Grad-CAM', de: 'Grad-CAM' },
  summary: {
    en: 'Where a convolution sees what speaks for an answer: its maps, weighted by the mean of their gradients.',
    de: 'Wo eine Faltung sieht, was für eine Antwort spricht: ihre Karten, gewichtet mit dem Mittel ihrer Gradienten.',
  },
  order: 72,
  width: 330,
  View,
}
