/** Where training works: the loss over one setting's values, or over two as a grid of cells. */

import { useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import { lossOf, type Member } from '../../live/sweeps'
import { readable } from '../../ui/numbers'
import type { SweepKnob } from '../../wire/messages.gen'
import { BOTTOM, losses, places, TOP, type Scale } from './scale'
import { valueText } from './words'

interface MapProps {
  readonly members: readonly Member[]
  readonly knobs: readonly SweepKnob[]
  readonly names: readonly string[]
  readonly lit: number | null
  readonly label: string
  readonly onLight: (number: number | null) => void
}

export function SweepMap(props: MapProps) {
  const t = useT()
  const { members, names, label, onLight } = props
  const scale = losses(members.map(lossOf))
  const broken = members.some(({ diverged }) => diverged !== null)
  const [name = '', other] = names
  const known = members.map(lossOf).filter(Number.isFinite)
  const words =
    other === undefined
      ? t('sweep.mapOne', { name })
      : t('sweep.mapTwo', { one: other, other: name })
  return (
    <figure className="sweep-plot">
      <figcaption>{t('sweep.map')}</figcaption>
      <svg
        viewBox="0 0 320 180"
        role="img"
        aria-label={`${words} ${label}`}
        onPointerLeave={() => onLight(null)}
      >
        {other === undefined ? (
          <Curve {...props} scale={scale} />
        ) : (
          <Cells {...props} scale={scale} />
        )}
      </svg>
      <span className="soft">
        {words}{' '}
        {other !== undefined && known.length > 0 && (
          <>
            <Swatch share={LIGHTEST} /> {readable(Math.min(...known), 3)} <Swatch share={1} />{' '}
            {readable(Math.max(...known), 3)}
          </>
        )}{' '}
        {broken && <b>{t('sweep.cross')}</b>}
      </span>
    </figure>
  )
}

const LIGHTEST = 0.15

/** A color of the sequential map, from the least loss to the greatest. */
function colorOf(table: Uint32Array, share: number): string {
  const word = table[Math.round(255 * share)] ?? 0
  return `rgb(${word & 255}, ${(word >> 8) & 255}, ${(word >> 16) & 255})`
}

function Swatch({ share }: { readonly share: number }) {
  const table = usePalette(({ palette }) => palette.sequential)
  return <i className="sweep-swatch" style={{ background: colorOf(table, share) }} />
}

type Drawn = MapProps & { readonly scale: Scale }

function Curve({ members, knobs, lit, scale, onLight }: Drawn) {
  const values = knobs[0]?.values ?? []
  const at = places(values).map((place) => 50 + 260 * place)
  const order = values.map((_, n) => n).sort((one, other) => (at[one] ?? 0) - (at[other] ?? 0))
  const sound = order.filter((n) => Number.isFinite(lossOf(members[n] ?? NOBODY)))
  const path = sound.map((n) => `${at[n]} ${scale.at(lossOf(members[n] ?? NOBODY))}`).join('L')
  const named = [order[0], order[Math.floor(order.length / 2)], order.at(-1)]
  return (
    <>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path className="sweep-grid-line" d={`M44 ${scale.at(tick)}H316`} />
          <text x="40" y={scale.at(tick) + 3.5} textAnchor="end">
            {readable(tick, tick < 0.1 ? 3 : 2)}
          </text>
        </g>
      ))}
      {typeof values[0] === 'number' && path && <path className="sweep-joined" d={`M${path}`} />}
      {members.map((member) => {
        const x = at[member.number] ?? 0
        const loss = lossOf(member)
        const y = Number.isFinite(loss) ? scale.at(loss) : 10
        const broken = member.diverged !== null
        if (!broken && !Number.isFinite(loss)) return null
        return (
          <g
            key={member.number}
            className={broken ? 'sweep-cross' : 'sweep-dot'}
            data-lit={member.number === lit}
            onPointerEnter={() => onLight(member.number)}
          >
            <circle className="sweep-reach" cx={x} cy={y} r="9" />
            {broken ? (
              <path d={`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} />
            ) : (
              <circle cx={x} cy={y} r={member.number === lit ? 5 : 3.5} />
            )}
          </g>
        )
      })}
      {[...new Set(named)].map((n, place) => (
        <text
          key={n}
          x={at[n ?? 0]}
          y="176"
          textAnchor={place === 0 ? 'start' : n === order.at(-1) ? 'end' : 'middle'}
        >
          {valueText(values[n ?? 0] ?? '')}
        </text>
      ))}
    </>
  )
}

const NOBODY: Member = {
  ...{ number: 0, step: 0, diverged: null, steps: [], losses: [], validation: [], metric: NaN },
}

function Cells({ members, knobs, lit, scale, onLight }: Drawn) {
  const table = usePalette(({ palette }) => palette.sequential)
  const down = knobs[0]?.values ?? []
  const across = knobs[1]?.values ?? []
  const longest = Math.max(...ends(down).map((n) => valueText(down[n] ?? '').length))
  const left = Math.min(110, 12 + 5.9 * longest)
  const [width, height] = [(316 - left) / across.length, 150 / down.length]
  // The scale is upside down: a great loss stands high.
  const color = (loss: number): string =>
    colorOf(table, LIGHTEST + ((1 - LIGHTEST) * (BOTTOM - scale.at(loss))) / (BOTTOM - TOP))
  return (
    <>
      {members.map((member) => {
        const [row, column] = [
          Math.floor(member.number / across.length),
          member.number % across.length,
        ]
        const [x, y, loss] = [left + column * width, 4 + row * height, lossOf(member)]
        return (
          <g
            key={member.number}
            className="sweep-cell"
            data-lit={member.number === lit}
            data-diverged={member.diverged !== null}
            onPointerEnter={() => onLight(member.number)}
          >
            <rect
              x={x}
              y={y}
              width={Math.max(1, width - 1)}
              height={Math.max(1, height - 1)}
              fill={Number.isFinite(loss) ? color(loss) : undefined}
            />
            {member.diverged !== null && (
              <path d={`M${x + width / 2 - 4} ${y + height / 2 - 4}l8 8m0 -8l-8 8`} />
            )}
          </g>
        )
      })}
      {ends(down).map((n) => (
        <text key={n} x={left - 4} y={4 + (n + 0.5) * height + 3.5} textAnchor="end">
          {valueText(down[n] ?? '')}
        </text>
      ))}
      {[...new Set([0, across.length - 1])].map((n) => (
        <text key={n} x={n === 0 ? left : 316} y="172" textAnchor={n === 0 ? 'start' : 'end'}>
          {valueText(across[n] ?? '')}
        </text>
      ))}
    </>
  )
}

/** Which rows are named: all where there is room, else the first and the last. */
function ends(values: readonly unknown[]): number[] {
  if (values.length <= 8) return values.map((_, n) => n)
  return [0, values.length - 1]
}
