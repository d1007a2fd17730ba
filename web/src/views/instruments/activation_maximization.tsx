/** Activation maximization: an input climbs to where one unit of a layer is most active. */

import { useRef, useState } from 'react'

import { useT, type Translate } from '../../i18n'
import { nodesOf, useFacts } from '../../live/facts'
import { useRun } from '../../live/run'
import { sampleOf, useSample } from '../../live/sample'
import { useGraph } from '../../state/graph'
import { Chip } from '../../ui/Chip'
import { readable, short } from '../../ui/numbers'
import { Slider } from '../../ui/Slider'
import type { Instrument } from './instrument'
import { Climbed } from './parts/Climbed'
import { usePlaces, type Places } from './parts/places'
import { useRounds } from './parts/rounds'
import { RoundsBar } from './parts/RoundsBar'
import { unitName } from './parts/UnitSelect'
import './why.css'

const PARTS = 1000
const STEP = 50
const MOST_UNITS = 1000
const [USUAL_SIZE, USUAL_ROUGHNESS] = [300, 500]
const [GREATEST_SIZE, GREATEST_ROUGHNESS] = [2, 5]

function View() {
  const t = useT()
  const places = usePlaces()
  if (!places) return <p className="soft">{t('instruments.waiting')}</p>
  return <Climb key={places.key} places={places} />
}

function Climb({ places }: { places: Places }) {
  const t = useT()
  const place = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const nodes = useRun(({ document }) => document && nodesOf(document))
  const checked = useGraph((state) => state.checked?.nodes)
  const classes = useFacts((facts) => facts.data?.classes)
  const [chosen, setChosen] = useState<string | null>(null)
  const [wanted, setWanted] = useState(0)
  const [start, setStart] = useState<'noise' | 'sample'>('noise')
  const [size, setSize] = useState(USUAL_SIZE)
  const [smooth, setSmooth] = useState(USUAL_ROUGHNESS)
  const flat = places.shape.length < 2
  const roughness = flat ? 0 : smooth
  const names = [...(nodes?.values() ?? [])].filter(({ kind }) => kind !== 'input')
  const node = names.find(({ id }) => id === chosen) ?? places.output
  const shape = checked?.[node.id]?.shape ?? []
  const units = shape.at(-1) ?? 1
  const unit = Math.min(wanted, units - 1)
  const nameOf = (one: number): string =>
    node.id === places.output.id && classes?.length === units
      ? unitName(places, classes, one)
      : t(shape.length > 1 ? 'embeddings.mapNumber' : 'embeddings.unitNumber', { unit: one + 1 })
  const asked = { node: node.id, unit, start, size, roughness, step: STEP }
  const rounds = useRounds(place, { probe: 'activation_maximization', ...asked, sample })
  const [, , , told] = rounds.frame?.parts ?? []
  const [done = 0, count = 1] = told?.data ?? []
  return (
    <div className="why climb" ref={place}>
      <div className="why-controls">
        <select
          className="why-select mono"
          aria-label={t('embeddings.layer')}
          value={node.id}
          onChange={({ target }) => setChosen(target.value)}
        >
          {names.map(({ id }) => (
            <option key={id}>{id}</option>
          ))}
        </select>
        <select
          className="why-select"
          aria-label={t('embeddings.unit')}
          value={unit}
          onChange={({ target }) => setWanted(Number(target.value))}
        >
          {Array.from({ length: Math.min(MOST_UNITS, units) }, (_, one) => (
            <option key={one} value={one}>
              {nameOf(one)}
            </option>
          ))}
        </select>
        <span className="why-chips" role="group" aria-label={t('embeddings.start')}>
          {(['noise', 'sample'] as const).map((one) => (
            <Chip
              key={one}
              label={t(`embeddings.${one}`)}
              on={start === one}
              toggle={() => setStart(one)}
            />
          ))}
        </span>
      </div>
      <Held t={t} what="size" value={size} greatest={GREATEST_SIZE} onChange={setSize} />
      {!flat && (
        <Held
          t={t}
          what="roughness"
          value={smooth}
          greatest={GREATEST_ROUGHNESS}
          onChange={setSmooth}
        />
      )}
      {!rounds.frame && (
        <p className="soft" data-waiting>
          {t('instruments.waiting')}
        </p>
      )}
      {rounds.frame && (
        <>
          <RoundsBar rounds={rounds} done={done} count={count} />
          <Climbed
            frame={rounds.frame}
            places={places}
            name={nameOf(unit)}
            many={shape.length > 1}
            size={size / PARTS}
            roughness={roughness / PARTS}
          />
          <p className="soft">
            {t(flat ? 'embeddings.brakesFlat' : 'embeddings.brakes')}
            {shape.length > 1 && ` ${t('embeddings.standsOut')}`}
          </p>
        </>
      )}
    </div>
  )
}

interface HeldProps {
  readonly t: Translate
  readonly what: 'size' | 'roughness'
  /** In thousandths. */
  readonly value: number
  readonly greatest: number
  readonly onChange: (value: number) => void
}

/** How strongly a figure of the input is held back. */
function Held({ t, what, value, greatest, onChange }: HeldProps) {
  return (
    <Slider
      label={t(`embeddings.${what}`)}
      title={t(`embeddings.${what}Help`)}
      value={value / PARTS}
      text={value === 0 ? readable(0, 1) : short(value / PARTS)}
      least={0}
      greatest={greatest}
      step={0.1}
      onChange={(next) => onChange(Math.round(next * PARTS))}
    />
  )
}

export const INSTRUMENT: Instrument = {
  name: 'activation_maximization',
  label: { en: 'Activation maximization', de: 'Aktivierung steigern' },
  summary: {
    en: 'An input that forms by itself: step by step up the gradient, to what one unit, map or class answers most strongly to.',
    de: 'Eine Eingabe, die von selbst entsteht: Schritt für Schritt den Gradienten hinauf zu dem, worauf eine Einheit, Karte oder Klasse am stärksten antwortet.',
  },
  order: 76,
  width: 360,
  View,
}
