/** A unit's bias as a small square at its corner: its sign to see, its number to ask and to set. */

import { useRef, useState } from 'react'

import { useT } from '../i18n'
import type { NodeFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { valueAt, type Frame } from '../wire/frames'
import { formulaOf } from './formulas'
import { NumberCard } from './NumberCard'
import { subscript } from '../ui/numbers'

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
        <NumberCard
          probe={probeOf(node)}
          read={(frame) => biasOf(frame, unit)}
          word={t('live.bias')}
          name={subscript(`b${unit + 1}`)}
          place={formulaOf(node, unit)}
          set={{ node: node.id, weight: 'bias', index: [unit] }}
          anchor={shown}
          pinned={pinned}
          close={() => {
            setPinned(false)
            setShown(null)
          }}
          testId="bias-card"
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
