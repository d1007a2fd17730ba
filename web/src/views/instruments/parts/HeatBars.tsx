/** A bar to either side for each number of a table's row or a point. */

import { useFacts } from '../../../live/facts'
import { fixed } from '../../../ui/numbers'
import { featureName } from '../../../ui/pretty'
import { putSign } from '../../../ui/put'
import type { Places } from './places'
import type { Heat } from './shares'

const MOST = 64

export function HeatBars({ places, label }: { places: Places; label: string }) {
  const features = useFacts((facts) => facts.data?.features)
  const count = Math.min(MOST, places.shape[0] ?? 0)
  return (
    <ul className="why-bars" aria-describedby={label}>
      {Array.from({ length: count }, (_, n) => (
        <li key={n}>
          <span className="why-bar-name">{nameOf(features, n)}</span>
          <span className="why-bar-track">
            <i />
          </span>
          <span className="why-bar-value mono" />
        </li>
      ))}
    </ul>
  )
}

function nameOf(features: readonly string[] | undefined, n: number): string {
  const name = features?.[n]
  return name === undefined ? String(n + 1) : featureName(name)
}

/** The longest bar reaches its side's end. */
export function paintBars(root: Element, { data }: Heat): void {
  const reach = data.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
  root.querySelectorAll('.why-bars li').forEach((row, n) => {
    const value = data[n] ?? NaN
    const bar = row.querySelector<HTMLElement>('i')
    const number = row.querySelector('.why-bar-value')
    if (!bar || !number) return
    const share = Number.isFinite(value) ? Math.abs(value) / reach / 2 : 0
    bar.style.width = `${100 * share}%`
    bar.style.left = value < 0 ? `${50 - 100 * share}%` : '50%'
    putSign(bar, value)
    const text = fixed(value, 3)
    if (number.textContent !== text) number.textContent = text
  })
}
