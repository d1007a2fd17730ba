/** All curves in one plot, on a logarithmic scale; the one that is pointed at stands out. */

import { useT } from '../../i18n'
import { curveOf, type Member } from '../../live/sweeps'
import { readable, whole } from '../../ui/numbers'
import { losses, pathOf } from './scale'

interface LinesProps {
  readonly members: readonly Member[]
  readonly steps: number
  readonly lit: number | null
  readonly label: string
  readonly onLight: (number: number | null) => void
}

export function Lines({ members, steps, lit, label, onLight }: LinesProps) {
  const t = useT()
  const scale = losses(members.flatMap(curveOf))
  const validates = members.some(({ validation }) => !validation.every(Number.isNaN))
  const drawn = [...members].sort(
    (one, other) => Number(one.number === lit) - Number(other.number === lit),
  )
  return (
    <figure className="sweep-plot">
      <figcaption>{t('sweep.curves')}</figcaption>
      <svg viewBox="0 0 320 180" role="img" aria-label={label} onPointerLeave={() => onLight(null)}>
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <path className="sweep-grid-line" d={`M44 ${scale.at(tick)}H316`} />
            <text x="40" y={scale.at(tick) + 3.5} textAnchor="end">
              {readable(tick, tick < 0.1 ? 3 : 2)}
            </text>
          </g>
        ))}
        {drawn.map((member) => (
          <path
            key={member.number}
            className="sweep-line"
            data-lit={member.number === lit}
            data-diverged={member.diverged !== null}
            d={pathOf(member, steps, scale, [44, 272])}
            onPointerEnter={() => onLight(member.number)}
          />
        ))}
        <text x="44" y="176">
          0
        </text>
        <text x="180" y="176" textAnchor="middle">
          {t('sweep.stepAxis')}
        </text>
        <text x="316" y="176" textAnchor="end">
          {whole(steps)}
        </text>
      </svg>
      <span className="soft">{t(validates ? 'sweep.lossAxis' : 'sweep.lossTraining')}</span>
    </figure>
  )
}
