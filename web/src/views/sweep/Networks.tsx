/** Every network of a sweep as a small picture with its curve: arrows walk, Enter takes one. */

import { useRef, type KeyboardEvent } from 'react'

import { useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { curveOf, lossOf, type Member } from '../../live/sweeps'
import { exactSurface } from '../../live/surface'
import { readable } from '../../ui/numbers'
import * as heatmap from '../heatmap'
import { scaleOf } from '../scales'
import { losses, pathOf } from './scale'
import { stateOf, stateText } from './words'

interface NetworksProps {
  readonly members: readonly (Member | undefined)[]
  /** Numbers of the networks, in the order they are shown. */
  readonly order: readonly number[]
  readonly texts: readonly (readonly string[])[]
  /** What the first metric is called, null without one. */
  readonly metric: string | null
  readonly steps: number
  readonly playing: boolean
  /** Whether the data lie in a plane, so that there are pictures. */
  readonly pictured: boolean
  readonly activation: string
  readonly lit: number | null
  readonly spoken: (number: number) => string
  readonly onLight: (number: number | null) => void
  readonly onTake: (number: number) => void
}

const SIDE = 32

export function Networks(props: NetworksProps) {
  const { members, order, pictured, activation, lit, onLight } = props
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  useLive(root, pictured ? { probe: 'sweep_tiles' } : null, (handle) => {
    const part = handle.frame()?.parts[0] ?? null
    const { palette } = usePalette.getState()
    if (part && part.dims[0] !== members.length) return
    for (const canvas of root.current?.querySelectorAll('canvas') ?? []) {
      const map = Number(canvas.dataset.member)
      const range = part ? heatmap.rangeOf(part, map) : { least: NaN, greatest: NaN }
      const scale = scaleOf(activation, range)
      heatmap.paint(exactSurface(canvas, SIDE, SIDE), part, {
        ...{ palette, map, scale, colors: 'diverging' },
      })
    }
  })
  const scale = losses(members.flatMap((member) => (member ? curveOf(member) : [])))
  const stop = lit !== null && order.includes(lit) ? lit : order[0]
  return (
    <div
      ref={root}
      className="sweep-networks"
      role="group"
      aria-label={t('sweep.networks')}
      onKeyDown={(event) => walk(event, root.current)}
      onPointerLeave={() => onLight(null)}
    >
      {order.map((number) => (
        <Card key={number} {...props} number={number} scale={scale} stop={number === stop} />
      ))}
    </div>
  )
}

interface CardProps extends NetworksProps {
  readonly number: number
  readonly scale: ReturnType<typeof losses>
  readonly stop: boolean
}

function Card(props: CardProps) {
  const { number, members, texts, metric, steps, playing, pictured, lit, scale, stop } = props
  const t = useT()
  const member = members[number]
  const state = stateOf(member, steps, playing)
  return (
    <button
      type="button"
      className="sweep-card"
      tabIndex={stop ? 0 : -1}
      data-member={number}
      data-lit={number === lit}
      data-state={state}
      aria-label={props.spoken(number)}
      onFocus={() => props.onLight(number)}
      onPointerEnter={() => props.onLight(number)}
      onClick={() => props.onTake(number)}
    >
      {pictured && <canvas data-member={number} width={SIDE} height={SIDE} aria-hidden="true" />}
      <svg
        className={pictured ? 'sweep-spark' : 'sweep-spark large'}
        viewBox="0 4 100 160"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {member && <path d={pathOf(member, steps, scale, [2, 96])} />}
      </svg>
      {texts[number]?.map((text, n) => (
        <b key={n} className="mono">
          {text}
        </b>
      ))}
      <span>{t('sweep.lossShort', { loss: readable(member ? lossOf(member) : NaN, 4) })}</span>
      {metric !== null && (
        <span className="sweep-state">
          {t('sweep.metricShort', { name: metric, value: readable(member?.metric ?? NaN, 3) })}
        </span>
      )}
      <span className="sweep-state" data-state={state}>
        {stateText(t, state, member)}
      </span>
    </button>
  )
}

/** Arrow keys go from card to card, up and down by rows as they happen to lie. */
function walk(event: KeyboardEvent, root: HTMLElement | null): void {
  const cards = [...(root?.querySelectorAll<HTMLElement>('.sweep-card') ?? [])]
  const at = cards.indexOf(document.activeElement as HTMLElement)
  const across = cards.filter(({ offsetTop }) => offsetTop === cards[0]?.offsetTop).length
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key]
  const to = { Home: 0, End: cards.length - 1 }[event.key] ?? (by === undefined ? -1 : at + by)
  if (at < 0 || (by === undefined && to < 0)) return
  event.preventDefault()
  event.stopPropagation()
  cards[to]?.focus()
}
