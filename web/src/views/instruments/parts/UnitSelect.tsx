/** Which answer is explained: what the network says now, or one that is chosen. */

import { useT } from '../../../i18n'
import { useFacts } from '../../../live/facts'
import type { Places } from './places'

interface UnitSelectProps {
  readonly places: Places
  /** Null: the one with the highest score. */
  readonly unit: number | null
  readonly choose: (unit: number | null) => void
}

const MOST = 200

export function UnitSelect({ places, unit, choose }: UnitSelectProps) {
  const t = useT()
  const classes = useFacts((facts) => facts.data?.classes)
  if (places.units < 2) return null
  return (
    <select
      className="why-select"
      aria-label={t('why.answer')}
      title={t('why.answer')}
      value={unit ?? ''}
      onChange={({ target }) => choose(target.value === '' ? null : Number(target.value))}
    >
      <option value="">{t('why.winner')}</option>
      {Array.from({ length: Math.min(MOST, places.units) }, (_, one) => (
        <option key={one} value={one}>
          {unitName(places, classes, one)}
        </option>
      ))}
    </select>
  )
}

/** The name of a class where units are classes, else the number of the unit. */
export function unitName(places: Places, classes: readonly string[] | undefined, unit: number) {
  const named = places.output.answersData && classes?.length === places.units
  return named ? (classes[unit] ?? '') : String(unit + 1)
}
