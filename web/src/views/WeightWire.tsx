/** The wires between two nodes: one curve for each weight of small networks, one for all of larger. */

import { getBezierPath, useInternalNode, type EdgeProps } from '@xyflow/react'
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type PointerEvent,
  type ReactNode,
} from 'react'

import { useT } from '../i18n'
import { addTicker } from '../live/clock'
import { useFacts, useNodeFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { useRun } from '../live/run'
import { useGuide } from '../state/guide'
import type { Part } from '../wire/frames'
import { WireCard, type WirePlace } from './WireCard'
import { curve, measureUnits, type Place } from './wires'
import './cards.css'
import './live.css'

type Ends = Pick<
  EdgeProps,
  | 'source'
  | 'target'
  | 'sourceX'
  | 'sourceY'
  | 'targetX'
  | 'targetY'
  | 'sourcePosition'
  | 'targetPosition'
>

interface WeightWireProps extends Ends {
  /** The edge's own line, shown wherever there is not one line for each weight. */
  fallback?: ReactNode
}

interface WireProps {
  source: string
  target: string
  path: string
  fallback: ReactNode
}

const NOWHERE = { current: null }

/** Drawn inside an edge's `<g>`; stands for the edge's own path. */
export function WeightWire({ fallback, ...ends }: WeightWireProps) {
  const { source, target } = ends
  const facts = useNodeFacts(target)
  const points = useFacts((state) => state.sampleType === 'points')
  const [path] = getBezierPath(ends)
  const line = fallback ?? <path d={path} className="live-wire-plain" />
  const wire = { source, target, path, fallback: line }
  if (points && facts?.kind === 'dense') return <UnitWires {...wire} />
  return <PlainWire {...wire} dense={facts?.kind === 'dense'} />
}

/** One curve for the whole tensor; a dense layer's says its mean |w| when asked. */
function PlainWire({ source, target, path, fallback, dense }: WireProps & { dense: boolean }) {
  const group = useRef<SVGGElement>(null)
  const [place, setPlace] = useState<WirePlace | null>(null)
  useFlow(group)
  return (
    <g ref={group} className="live-wires">
      {fallback}
      {dense && (
        <path
          d={path}
          className="live-wire-hit"
          onPointerMove={(event) =>
            setPlace({ from: -1, to: -1, x: event.clientX, y: event.clientY })
          }
          onPointerLeave={() => setPlace(null)}
        />
      )}
      {place && (
        <WireCard source={source} target={target} place={place} close={() => setPlace(null)} />
      )}
    </g>
  )
}

function UnitWires({ source, target, path, fallback }: WireProps) {
  const t = useT()
  const group = useRef<SVGGElement>(null)
  const [dims, setDims] = useState<[number, number] | null>(null)
  const [place, setPlace] = useState<WirePlace | null>(null)
  const [pinned, setPinned] = useState(false)
  const [inputs, outputs] = dims ?? [0, 0]
  useFlow(group)
  usePlacing(group, source, target, inputs, outputs, path)
  useLit(group, target, outputs)
  useLive(NOWHERE, { probe: 'weights', node: target, weight: 'kernel' }, (handle) => {
    const part = handle.frame()?.parts[0]
    const [rows = 0, columns = 0] = part?.dims ?? []
    if (!part || part.dims.length !== 2) return
    if (rows !== inputs || columns !== outputs) setDims([rows, columns])
    else writeWeights(group.current, part)
  })
  const shown = Array.from({ length: Math.min(inputs, 64) * Math.min(outputs, 64) }, (_, n) => n)
  const at = (n: number) => ({ from: Math.floor(n / outputs), to: n % outputs })
  const ask = (event: PointerEvent, n: number): void => {
    if (!pinned) setPlace({ ...at(n), x: event.clientX, y: event.clientY })
  }
  return (
    <g ref={group} className="live-wires">
      {shown.length === 0 && fallback}
      {shown.map((n) => (
        <path key={n} className="live-wire" data-n={n} />
      ))}
      {shown.map((n) => (
        <path
          key={n}
          className="live-wire-hit"
          role="button"
          tabIndex={n === 0 ? 0 : -1}
          aria-label={t('live.weightOf', { from: at(n).from + 1, to: at(n).to + 1, node: target })}
          data-hit={n}
          onPointerMove={(event) => ask(event, n)}
          onPointerLeave={() => {
            if (!pinned) setPlace(null)
          }}
          onClick={(event) => {
            setPlace({ ...at(n), x: event.clientX, y: event.clientY })
            setPinned(true)
          }}
          onFocus={(event) => {
            if (!event.currentTarget.matches(':focus-visible')) return
            const box = event.currentTarget.getBoundingClientRect()
            setPlace({ ...at(n), x: box.x + box.width / 2, y: box.y + box.height / 2 })
          }}
          onKeyDown={(event) => {
            const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
            if (by !== undefined || event.key === 'Enter') {
              event.preventDefault()
              event.stopPropagation()
            }
            if (by !== undefined) hit(group.current, n + by)?.focus()
            if (event.key === 'Enter') setPinned(true)
          }}
        />
      ))}
      {place && (
        <WireCard
          source={source}
          target={target}
          place={place}
          pinned={pinned}
          close={() => {
            setPinned(false)
            setPlace(null)
          }}
        />
      )}
    </g>
  )
}

function hit(group: SVGGElement | null, n: number): SVGPathElement | null {
  return group?.querySelector<SVGPathElement>(`[data-hit="${n}"]`) ?? null
}

const WIDEST = 10
const CLAMP = 5

/** Width for size, color and dash for sign; attributes only, outside React. */
function writeWeights(group: SVGGElement | null, part: Part): void {
  if (!group) return
  group.querySelectorAll<SVGPathElement>('.live-wire').forEach((wire, n) => {
    const weight = part.data[n] ?? NaN
    const width = 1 + (Math.min(Math.abs(weight), CLAMP) / CLAMP) * (WIDEST - 1)
    wire.setAttribute('stroke-width', width.toFixed(2))
    const sign = weight < 0 ? 'negative' : 'positive'
    if (wire.dataset.sign !== sign) wire.dataset.sign = sign
  })
}

/** Lays the curves from unit to unit, again whenever a node moved or changed its size. */
function usePlacing(
  group: React.RefObject<SVGGElement | null>,
  source: string,
  target: string,
  inputs: number,
  outputs: number,
  path: string,
): void {
  const from = useInternalNode(source)
  const to = useInternalNode(target)
  const sourceAt = from?.internals.positionAbsolute
  const targetAt = to?.internals.positionAbsolute
  const sizes = `${from?.measured.width}x${from?.measured.height} ${to?.measured.width}x${to?.measured.height}`
  useLayoutEffect(() => {
    if (!group.current || !sourceAt || !targetAt) return
    const starts = measureUnits(source, sourceAt, 'right', inputs)
    const ends = measureUnits(target, targetAt, 'left', outputs)
    for (const wire of group.current.querySelectorAll<SVGPathElement>('[data-n], [data-hit]')) {
      const n = Number(wire.dataset.n ?? wire.dataset.hit)
      const start: Place | undefined = starts[Math.floor(n / outputs)]
      const end = ends[n % outputs]
      // Units beyond those shown have no picture, hence no wire.
      wire.setAttribute('d', start && end ? curve(start, end) : '')
    }
  }, [group, source, target, sourceAt, targetAt, sizes, inputs, outputs, path])
}

/** The one weight that a formula's symbol stands for, while it is pointed at. */
function useLit(group: React.RefObject<SVGGElement | null>, target: string, outputs: number): void {
  const n = useGuide(({ lit }) => {
    if (lit?.node !== target || lit.weight !== 'kernel') return -1
    const [from, to] = lit.index ?? []
    return from === undefined || to === undefined ? -1 : from * outputs + to
  })
  useEffect(() => {
    const wire = group.current?.querySelector<SVGPathElement>(`[data-n="${n}"]`)
    wire?.classList.add('lit')
    return () => wire?.classList.remove('lit')
  }, [group, n])
}

/** Dashes move while data flows and stand still otherwise. */
function useFlow(group: React.RefObject<SVGGElement | null>): void {
  const flowing = useRun((run) => run.status?.playing === true && run.status.state === 'training')
  useEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)')
    if (!flowing || still.matches) return
    return addTicker((now) => {
      if (group.current) group.current.style.strokeDashoffset = String(-Math.round(now / 40) % 1400)
    })
  }, [flowing, group])
}
