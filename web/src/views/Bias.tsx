/** A unit's bias as a small square at its corner: its sign to see, its number to ask and to set. */

import { useRef, useState } from 'react'
import { createPortal } from 'react-dom'

import { useT } from '../i18n'
import type { NodeFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { valueAt, type Frame } from '../wire/frames'
import { readable, subscript } from './numbers'
import { SetBox, useClosing } from './SetBox'
import { formulaOf } from './formulas'
import './cards.css'

interface BiasProps {
  node: NodeFacts
  unit: number
}

/** Whether the units of a node have a bias that is drawn. */
export function hasBias(node: NodeFacts): boolean {
  return node.kind === 'dense' && node.config.use_bias !== false
}

export function Bias({ node, unit }: BiasProps) {
  const t = useT()
  const square = useRef<HTMLButtonElement>(null)
  const [shown, setShown] = useState<Element | null>(null)
  const [pinned, setPinned] = useState(false)
  useLive(square, probeOf(node), (handle) => {
    const value = biasOf(handle.frame(), unit)
    if (!square.current) return
    square.current.dataset.sign = signOf(value)
  })
  return (
    <>
      <button
        ref={square}
        type="button"
        className="live-bias"
        aria-label={t('live.biasOf', { unit: unit + 1, node: node.id })}
        onPointerEnter={(event) => setShown(event.currentTarget)}
        onPointerLeave={() => {
          if (!pinned) setShown(null)
        }}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible')) setShown(currentTarget)
        }}
        onBlur={() => {
          if (!pinned) setShown(null)
        }}
        onClick={(event) => {
          event.stopPropagation()
          setShown(event.currentTarget)
          setPinned(true)
        }}
      />
      {shown && (
        <BiasCard
          node={node}
          unit={unit}
          square={shown}
          pinned={pinned}
          close={() => {
            setPinned(false)
            setShown(null)
          }}
        />
      )}
    </>
  )
}

function probeOf(node: NodeFacts) {
  return { probe: 'weights', node: node.id, weight: 'bias' } as const
}

function biasOf(frame: Frame | null, unit: number): number {
  const part = frame?.parts[0]
  return part ? valueAt(part, unit) : NaN
}

function signOf(value: number): string {
  if (Number.isNaN(value) || value === 0) return 'none'
  return value < 0 ? 'negative' : 'positive'
}

interface CardProps extends BiasProps {
  square: Element
  pinned: boolean
  close: () => void
}

function BiasCard({ node, unit, square, pinned, close }: CardProps) {
  const t = useT()
  const card = useRef<HTMLDivElement>(null)
  const number = useRef<HTMLElement>(null)
  useClosing(card, pinned, close)
  useLive(card, probeOf(node), (handle) => {
    const text = readable(biasOf(handle.frame(), unit))
    if (number.current && number.current.textContent !== text) number.current.textContent = text
  })
  const box = square.getBoundingClientRect()
  const left = Math.max(8, Math.min(box.right + 10, innerWidth - 270))
  const top = Math.max(8, box.top - 64)
  return createPortal(
    <div
      ref={card}
      className={pinned ? 'live-card live-wire-card pinned' : 'live-card live-wire-card'}
      style={{ left, top }}
      data-testid="bias-card"
    >
      <p>
        {t('live.bias')} <b ref={number}>…</b> = {subscript(`b${unit + 1}`)}
      </p>
      <p className="live-card-place">{formulaOf(node, unit)}</p>
      {pinned ? (
        <SetBox node={node.id} weight="bias" index={[unit]} close={close} />
      ) : (
        <p className="live-hint">{t('live.clickToSet')}</p>
      )}
    </div>,
    document.body,
  )
}
