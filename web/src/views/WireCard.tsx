/** The card at a wire: the weight now, what it connects, and a box to set it while training. */

import { useRef } from 'react'
import { createPortal } from 'react-dom'

import { t as translate } from '../i18n'
import { nodesOf, useFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { useRun } from '../live/run'
import { featureName } from '../ui/pretty'
import { valueAt, type Frame } from '../wire/frames'
import { readable, subscript, whole } from '../ui/numbers'
import { SetBox, useClosing } from './SetBox'
import { Spoken } from './Spoken'
import './cards.css'

/** Which weight, and where the card stands in the window; -1 asks about all weights together. */
export interface WirePlace {
  from: number
  to: number
  x: number
  y: number
}

interface CardProps {
  source: string
  target: string
  place: WirePlace
  pinned?: boolean
  close: () => void
}

export function WireCard({ source, target, place, pinned = false, close }: CardProps) {
  const card = useRef<HTMLDivElement>(null)
  const number = useRef<HTMLElement>(null)
  const all = place.from < 0
  const name = useWeightName(source, place)
  useClosing(card, pinned, close)
  useLive(card, { probe: 'weights', node: target, weight: 'kernel' }, (handle) => {
    const text = all ? meanText(handle.frame()) : weightText(handle.frame(), place)
    if (number.current && number.current.textContent !== text) number.current.textContent = text
  })
  const style = { left: Math.min(place.x + 14, innerWidth - 240), top: Math.max(8, place.y - 54) }
  return createPortal(
    <div
      ref={card}
      className={pinned ? 'live-card live-wire-card pinned' : 'live-card live-wire-card'}
      style={style}
      data-testid="wire-card"
    >
      <p data-spoken>
        {translate('live.weight')} <b ref={number}>…</b> {!all && <span>= {name}</span>}
      </p>
      {pinned && !all && (
        <SetBox node={target} weight="kernel" index={[place.from, place.to]} close={close} />
      )}
      {!pinned && !all && <p className="live-hint">{translate('live.clickToSet')}</p>}
      <Spoken body={card} />
    </div>,
    document.body,
  )
}

function useWeightName(source: string, place: WirePlace): string {
  const features = useFacts((facts) => facts.data?.features)
  const node = useRun(({ document }) => (document ? nodesOf(document).get(source) : undefined))
  const kind = node?.kind
  const feature = kind === 'input' ? (node?.columns ?? features)?.[place.from] : undefined
  const letter = kind === 'input' ? 'x' : 'h'
  const from =
    feature === undefined ? subscript(`${letter}${place.from + 1}`) : featureName(feature)
  return `w(${from} → ${subscript(`h${place.to + 1}`)})`
}

function weightText(frame: Frame | null, place: WirePlace): string {
  const part = frame?.parts[0]
  if (part?.dims.length !== 2) return '…'
  return readable(valueAt(part, place.from * (part.dims[1] ?? 0) + place.to))
}

/** The mean size of all weights, computed from what the server sent. */
function meanText(frame: Frame | null): string {
  const part = frame?.parts[0]
  if (!part) return '…'
  let sum = 0
  for (let n = 0; n < part.data.length; n++) sum += Math.abs(valueAt(part, n))
  const mean = readable(sum / part.data.length, 4)
  return translate('live.meanWeight', { mean, n: whole(part.data.length) })
}
