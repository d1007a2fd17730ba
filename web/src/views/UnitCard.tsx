/** The card beside whatever is asked: its value now, and its formula with the numbers in it. */

import { useEffect, useRef, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'

import { useT } from '../i18n'
import type { NodeFacts } from '../live/facts'
import { sampleOf, usePick, useSample, type Picked } from '../live/sample'
import { UnitButtons } from './meddle/UnitButtons'
import { placeOf } from './place'
import { SetBox, useClosing } from './SetBox'
import { Spoken } from './Spoken'
import { readable } from '../ui/numbers'
import { titleOf } from './working'
import { WorkingLines, type Setting } from './WorkingLines'
import './cards.css'

/** Mounted in each live node; draws itself only while that node is asked and no panel answers. */
export function UnitCard({ node }: { node: NodeFacts }) {
  const pick = usePick((state) => (state.pick?.node === node.id ? state.pick : null))
  const inspected = usePick((state) => state.inspected)
  const card = useRef<HTMLDivElement>(null)
  const { unpin } = usePick.getState()
  useEscape(pick !== null)
  useClosing(card, pick?.pinned === true, unpin, '.inspector')
  if (!pick || (pick.pinned && inspected)) return null
  return createPortal(<Card node={node} pick={pick} card={card} />, document.body)
}

interface CardProps {
  node: NodeFacts
  pick: Picked
  card: RefObject<HTMLDivElement | null>
}

function Card({ node, pick, card }: CardProps) {
  const t = useT()
  const body = useRef<HTMLDivElement>(null)
  const sample = useSample()
  const [setting, setSetting] = useState<Setting | null>(null)
  const pinned = pick.pinned === true
  const title = titleOf(t, node, pick.index)
  return (
    <div
      ref={card}
      className={pinned ? 'live-card pinned' : 'live-card'}
      style={placeOf(pick.anchor)}
      data-testid="unit-card"
    >
      <strong>{title}</strong>
      {pick.point && (
        <p className="live-card-place">
          {t('live.atPoint', { x: readable(pick.point[0], 2), y: readable(pick.point[1], 2) })}
        </p>
      )}
      {pinned && <UnitButtons node={node.id} unit={pick.index.at(-1) ?? 0} />}
      <WorkingLines
        body={body}
        node={node}
        index={pick.index}
        sample={pick.point ? { point: pick.point } : sampleOf(sample)}
        onSet={pinned ? setSetting : null}
      />
      {setting && <SetBox node={node.id} {...setting} close={() => setSetting(null)} />}
      {canSet(node) && !setting && (
        <p className="live-hint">{t(pinned ? 'live.clickTerm' : 'live.clickToPin')}</p>
      )}
      <Spoken body={body} />
    </div>
  )
}

/** Layers whose weights can be set at their terms. */
export function canSet(node: NodeFacts): boolean {
  return node.kind === 'dense' || node.kind === 'conv2d'
}

function useEscape(asked: boolean): void {
  useEffect(() => {
    if (!asked) return
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') usePick.getState().unpin()
    }
    addEventListener('keydown', close)
    return () => removeEventListener('keydown', close)
  }, [asked])
}
