/** In a layer's inspector: which of its units is meant, and what can be done to it. */

import { useId, useState } from 'react'

import { useT } from '../../i18n'
import { useAllowed } from '../../state/guide'
import { NumberBox } from '../../ui/NumberBox'
import { UnitButtons } from './UnitButtons'
import { useUnits, type Units } from './words'
import './meddle.css'

export function UnitChoice({ node }: { node: string }) {
  const t = useT()
  const allowed = useAllowed('weights')
  const units = useUnits()(node)
  const [chosen, choose] = useState(0)
  const unit = Math.min(chosen, units.count - 1)
  if (!allowed || units.count === 0) return null
  return (
    <section className="meddle-units" aria-label={t('interventions.intervene')}>
      <h3>{t('interventions.intervene')}</h3>
      {units.count > 1 && <Choice units={units} unit={unit} choose={choose} />}
      <UnitButtons node={node} unit={unit} />
    </section>
  )
}

interface ChoiceProps {
  readonly units: Units
  readonly unit: number
  readonly choose: (unit: number) => void
}

/** By name where they have names, else by number. */
function Choice({ units, unit, choose }: ChoiceProps) {
  const t = useT()
  const id = useId()
  const { count, word, names } = units
  const label = t(`interventions.choose_${word}`, { count })
  return (
    <div className="row">
      <label htmlFor={id}>{label}</label>
      {names ? (
        <select id={id} value={unit} onChange={({ target }) => choose(Number(target.value))}>
          {names.map((name, n) => (
            <option key={name} value={n}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <NumberBox
          whole
          id={id}
          label={label}
          value={unit + 1}
          least={1}
          greatest={count}
          onChange={(n) => n !== null && choose(Math.min(count, Math.max(1, n)) - 1)}
        />
      )}
    </div>
  )
}
