/** Nudge: a small step in every number of the input, against the answer. */

import { useRef, useState } from 'react'

import { useT } from '../../i18n'
import { around, usePalette } from '../../live/colors'
import { useFacts } from '../../live/facts'
import { useLive } from '../../live/hooks'
import { sampleOf, useSample } from '../../live/sample'
import { exactSurface } from '../../live/surface'
import { readable, short } from '../../ui/numbers'
import { Slider } from '../../ui/Slider'
import * as heatmap from '../heatmap'
import type { Instrument } from './instrument'
import { put } from './parts/cursor'
import { paintInput, ratio } from './parts/HeatPicture'
import { heatOf } from './parts/shares'
import { usePlaces, type Places } from './parts/places'
import { unitName } from './parts/UnitSelect'
import './why.css'

const PARTS = 1000
const GREATEST = 500
const USUAL = 100

function View() {
  const t = useT()
  const places = usePlaces()
  const [size, setSize] = useState(USUAL)
  if (!places) return <p className="soft">{t('instruments.waiting')}</p>
  if (places.words) return <p className="soft">{t('why.noWords')}</p>
  return (
    <div className="why">
      <Slider
        label={t('why.size')}
        value={size}
        text={short(size / PARTS)}
        least={0}
        greatest={GREATEST}
        step={5}
        onChange={setSize}
      />
      <Nudged key={places.key} places={places} size={size} />
    </div>
  )
}

function Nudged({ places, size }: { places: Places; size: number }) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const classes = useFacts((facts) => facts.data?.classes)
  const flat = places.shape.length === 1
  const [first = 1, second = 1] = places.shape
  const style = ratio(places.shape.length === 3 ? second / first : 2)
  useLive(root, { probe: 'nudge', node: places.at, size, sample }, (handle) => {
    if (!root.current) return
    const [before, after, said, saidThen, losses] = handle.frame()?.parts ?? []
    if (!before || !after || !said || !saidThen || !losses) return
    const change = { ...after, data: after.data.map((value, n) => value - (before.data[n] ?? 0)) }
    if (!flat) {
      const [one, other, difference] = root.current.querySelectorAll('canvas')
      if (one) paintInput(one, before)
      if (other) paintInput(other, after)
      if (difference) {
        const { rows, columns, data } = heatOf(change, before, {}, false)
        const part = { dims: [1, rows, columns], data, ranges: new Float32Array() }
        const scale = around(heatmap.rangeOf(part, 0), 1e-9)
        const { palette } = usePalette.getState()
        const look = { palette, map: 0, scale, colors: 'diverging' as const }
        heatmap.paint(exactSurface(difference, columns, rows), part, look)
      }
    }
    const answer = (values: ArrayLike<number>): string => {
      if (values.length === 1) return readable(values[0] ?? NaN)
      const best = Array.from(values).indexOf(Math.max(...Array.from(values)))
      const name = unitName(places, classes, best)
      return t('why.answered', { name, value: readable(values[best] ?? NaN) })
    }
    const [loss = NaN, lossThen = NaN] = losses.data
    put(
      root.current,
      '.why-told',
      t('why.said', { before: answer(said.data), after: answer(saidThen.data) }),
    )
    put(
      root.current,
      '.why-place',
      t('why.losses', { before: readable(loss), after: readable(lossThen) }),
    )
  })
  return (
    <div className="why-attributions" ref={root}>
      {!flat && (
        <div className="why-pictures" data-three>
          {(['why.before', 'why.after', 'why.change'] as const).map((name) => (
            <figure key={name}>
              <div className="why-picture" style={style} role="img" aria-label={t(name)}>
                <canvas />
              </div>
              <figcaption>{t(name)}</figcaption>
            </figure>
          ))}
        </div>
      )}
      <p className="why-lines">
        <span className="why-told" data-waiting>
          {t('instruments.waiting')}
        </span>{' '}
        <span className="why-place" />
      </p>
    </div>
  )
}

export const INSTRUMENT: Instrument = {
  name: 'nudge',
  label: { en: 'Adversarial nudge', de: 'Böswilliger Stups' },
  summary: {
    en: 'Every number of the input moves by the same small step, up or down, whichever makes the loss rise.',
    de: 'Jede Zahl der Eingabe geht denselben kleinen Schritt nach oben oder unten, je nachdem, was den Verlust steigen lässt.',
  },
  order: 75,
  width: 330,
  View,
}
