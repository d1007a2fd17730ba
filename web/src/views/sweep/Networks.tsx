/** Every network of a sweep as a small picture with its curve: arrows walk, Enter takes one. */

import { memo, useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'

import { useLanguage, useT, type Translate } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { curveOf, lossOf, type Member } from '../../live/sweeps'
import { exactSurface } from '../../live/surface'
import { useTurns } from '../../live/turns'
import type { Value } from '../../model/sweep'
import { readable } from '../../ui/numbers'
import { put } from '../../ui/put'
import * as heatmap from '../heatmap'
import { scaleOf } from '../scales'
import { losses, pathOf } from './scale'
import { stateOf, stateText, valueText } from './words'

interface NetworksProps {
  readonly members: readonly (Member | undefined)[]
  /** Numbers of the networks, in the order they are shown. */
  readonly order: readonly number[]
  readonly values: readonly (readonly Value[])[]
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
/** Cards written in one frame: laying out the texts of 64 takes longer than a frame. */
const AT_ONCE = 2

export function Networks(props: NetworksProps) {
  const { members, order, values, metric, pictured, activation, lit, onLight, onTake } = props
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
  useWritten(root, props)
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
        <Card
          key={number}
          {...{ number, pictured, onLight, onTake }}
          values={values[number]}
          measured={metric !== null}
          lit={number === lit}
          stop={number === stop}
        />
      ))}
    </div>
  )
}

interface CardProps {
  readonly number: number
  readonly values: readonly Value[] | undefined
  readonly measured: boolean
  readonly pictured: boolean
  readonly lit: boolean
  readonly stop: boolean
  readonly onLight: (number: number) => void
  readonly onTake: (number: number) => void
}

/** What does not change while it trains; the rest is written into it. */
const Card = memo(function Card(props: CardProps) {
  const { number, values, measured, pictured, lit, stop, onLight, onTake } = props
  useLanguage() // which the values are written in
  return (
    <button
      type="button"
      className="sweep-card"
      tabIndex={stop ? 0 : -1}
      data-member={number}
      data-lit={lit}
      onFocus={() => onLight(number)}
      onPointerEnter={() => onLight(number)}
      onClick={() => onTake(number)}
    >
      {pictured && <canvas data-member={number} width={SIDE} height={SIDE} aria-hidden="true" />}
      <svg
        className={pictured ? 'sweep-spark' : 'sweep-spark large'}
        viewBox="0 4 100 160"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path />
      </svg>
      {values?.map((value, n) => (
        <b key={n} className="mono">
          {valueText(value)}
        </b>
      ))}
      <span data-said="loss" />
      {measured && <span data-said="metric" className="sweep-state" />}
      <span data-said="state" className="sweep-state" />
    </button>
  )
})

/** Writes what is known of the networks into their cards, some in each frame. */
function useWritten(root: RefObject<HTMLElement | null>, props: NetworksProps): void {
  const t = useT()
  const inTurns = useTurns(AT_ONCE)
  useEffect(() => {
    const scale = losses(props.members.flatMap((member) => (member ? curveOf(member) : [])))
    const cards = root.current?.querySelectorAll<HTMLElement>('.sweep-card') ?? []
    inTurns(cards.length, (n) => fill(t, cards[n], scale, props))
  })
}

function fill(
  t: Translate,
  card: HTMLElement | undefined,
  scale: ReturnType<typeof losses>,
  { members, metric, steps, playing, spoken }: NetworksProps,
): void {
  if (!card) return
  const number = Number(card.dataset.member)
  const member = members[number]
  const state = stateOf(member, steps, playing)
  const path = member ? pathOf(member, steps, scale, [2, 96]) : ''
  card.ariaLabel = spoken(number)
  card.querySelector('path')?.setAttribute('d', path)
  const said = (what: string): HTMLElement | undefined =>
    card.querySelector<HTMLElement>(`[data-said=${what}]`) ?? undefined
  put(said('loss'), t('sweep.lossShort', { loss: readable(member ? lossOf(member) : NaN, 4) }))
  const value = readable(member?.metric ?? NaN, 3)
  put(said('metric'), metric === null ? '' : t('sweep.metricShort', { name: metric, value }))
  const last = said('state')
  put(last, stateText(t, state, member))
  if (last && last.dataset.state !== state) last.dataset.state = state
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
