/** The number that a press on a kernel's cell paints; none: pressing only looks. */

import { useT } from '../../../i18n'
import { fixed } from '../../../ui/numbers'

const COMMON = [-1, 0, 1]
const REACH = 2
const STEP = 0.1

interface BrushProps {
  readonly value: number | null
  readonly onChoose: (value: number | null) => void
}

export function Brush({ value, onChoose }: BrushProps) {
  const t = useT()
  const text = (number: number): string =>
    fixed(number, Number.isInteger(number) ? 0 : 1).replace('-', '−')
  return (
    <div className="conv-presets" role="group" aria-label={t('insideKinds.paint')}>
      <span className="inside-label">
        {t(value === null ? 'insideKinds.paint' : 'insideKinds.painting')}
      </span>
      {COMMON.map((number) => (
        <button
          key={number}
          type="button"
          className="button pill mono"
          aria-label={t('insideKinds.brush', { value: text(number) })}
          aria-pressed={value === number}
          onClick={() => onChoose(value === number ? null : number)}
        >
          {text(number)}
        </button>
      ))}
      <label className="conv-brush mono">
        <input
          type="range"
          min={-REACH}
          max={REACH}
          step={STEP}
          value={value ?? 0}
          aria-label={t('insideKinds.brushAny')}
          onChange={({ target }) => onChoose(target.valueAsNumber)}
        />
        {value === null ? '–' : text(value)}
      </label>
    </div>
  )
}
