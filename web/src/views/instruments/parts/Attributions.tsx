/** What each part of the input has to do with an answer: over a picture, a text, a table's row. */

import { useId, useRef, useState } from 'react'

import { useT, type Translate } from '../../../i18n'
import { useFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import type { Probe } from '../../../wire/messages.gen'
import { readable } from '../../../ui/numbers'
import { put, place, type Cursor } from './cursor'
import { HeatBars, paintBars } from './HeatBars'
import { HeatPicture, paintPicture } from './HeatPicture'
import { HeatWords, paintWords } from './HeatWords'
import type { Places } from './places'
import { heatOf, peakOf, type Heat, type Reading } from './shares'
import { unitName } from './UnitSelect'
import '../why.css'

interface AttributionsProps {
  readonly probe: Probe
  readonly places: Places
  readonly reading?: Reading
  /** Attributions are never negative, or are shown by their size. */
  readonly positive?: boolean
  /** What is told beside the score; takes the numbers of the part `told`. */
  readonly more?: (told: Float32Array) => string
}

export function Attributions(props: AttributionsProps) {
  const { probe, places, reading = {}, positive = false, more } = props
  const t = useT()
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const [cursor, setCursor] = useState<Cursor | null>(null)
  const classes = useFacts((facts) => facts.data?.classes)
  const form = formOf(places)
  useLive(root, probe, (handle) => {
    if (!root.current) return
    const [attributions, values, told] = handle.frame()?.parts ?? []
    if (!attributions || !values || !(told?.data instanceof Float32Array)) return
    const heat = heatOf(attributions, values, reading, places.words)
    if (form === 'words') paintWords(root.current, heat, positive)
    else if (form === 'bars') paintBars(root.current, heat)
    else paintPicture(root.current, heat, values, positive)
    const [unit = 0, score = NaN] = told.data
    const name = unitName(places, classes, unit)
    const lines = [t('why.score', { name, score: readable(score) }), more?.(told.data)]
    put(root.current, '.why-told', lines.filter(Boolean).join(' · '))
    put(root.current, '.why-place', placed(t, heat, form === 'picture' ? cursor : null))
  })
  return (
    <div className="why-attributions" ref={root} data-form={form}>
      {form === 'words' && <HeatWords label={id} />}
      {form === 'bars' && <HeatBars places={places} label={id} />}
      {form === 'picture' && <HeatPicture places={places} label={id} move={setCursor} />}
      <p id={id} className="why-lines">
        <span className="why-told" data-waiting>
          {t('instruments.waiting')}
        </span>{' '}
        <span className="why-place" />
      </p>
    </div>
  )
}

function formOf({ words, shape }: Places): 'words' | 'bars' | 'picture' {
  if (words) return 'words'
  return shape.length === 1 ? 'bars' : 'picture'
}

/** The value under the cursor, else the largest one. */
function placed(t: Translate, heat: Heat, cursor: Cursor | null): string {
  if (heat.rows === 1 && !cursor) return ''
  const { row, column, value } = cursor ? place(heat, cursor) : peakOf(heat)
  const at = { row: row + 1, column: column + 1, value: readable(value) }
  return t(cursor ? 'why.here' : 'why.peak', at)
}
