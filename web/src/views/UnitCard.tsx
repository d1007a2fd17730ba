/** The card beside whatever is asked: its value now, and its formula with the numbers in it. */

import { useEffect, useRef, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'

import { useT } from '../i18n'
import type { NodeFacts } from '../live/facts'
import { sampleOf, usePick, useSample, type Picked } from '../live/sample'
import { SetBox, useClosing } from './SetBox'
import { Spoken } from './Spoken'
import { readable } from '../ui/numbers'
import { titleOf } from './working'
import { WorkingLines, type Setting } from './WorkingLines'
import './cards.css'

const WIDTH = 280

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
      style={placeBeside(pick.anchor)}
      data-testid="unit-card"
    >
      <strong>{title}</strong>
      {pick.point && (
        <p className="live-card-place">
          {t('live.atPoint', { x: readable(pick.point[0], 2), y: readable(pick.point[1], 2) })}
        </p>
      )}
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

/**
 * Under the node that is asked, or beside it where there is no room: the card must not lie over
 * the output, which shows the same unit large.
 */
function placeBeside(anchor: Element, height = 260): { left: number; top: number } {
  const box = (anchor.closest('.react-flow__node') ?? anchor).getBoundingClientRect()
  const left = Math.max(8, Math.min(box.left, innerWidth - WIDTH - 8))
  if (box.bottom + 12 + height < innerHeight) return { left, top: box.bottom + 12 }
  const top = Math.max(8, Math.min(anchor.getBoundingClientRect().top, innerHeight - height - 8))
  const before = box.left - WIDTH - 12
  return { left: before > 8 ? before : Math.min(box.right + 12, innerWidth - WIDTH - 8), top }
}
