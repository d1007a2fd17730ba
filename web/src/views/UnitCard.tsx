/** The card beside whatever is asked: its value now, and its formula with the numbers in it. */

import { useEffect, useRef, useState, type RefObject } from 'react'
import { createPortal } from 'react-dom'

import { useT } from '../i18n'
import type { NodeFacts } from '../live/facts'
import { sampleOf, usePick, useSample, type Picked } from '../live/sample'
import { SetBox, useClosing } from './SetBox'
import { readable } from './numbers'
import { titleOf } from './working'
import { WorkingLines, type Setting } from './WorkingLines'
import './cards.css'

const WIDTH = 280
const SPEAK_EVERY_MS = 2000

/** Mounted in each live node; draws itself only while that node is asked. */
export function UnitCard({ node }: { node: NodeFacts }) {
  const pick = usePick((state) => (state.pick?.node === node.id ? state.pick : null))
  if (!pick) return null
  return createPortal(<Card node={node} pick={pick} />, document.body)
}

function Card({ node, pick }: { node: NodeFacts; pick: Picked }) {
  const t = useT()
  const card = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const spoken = useRef<HTMLSpanElement>(null)
  const sample = useSample()
  const [setting, setSetting] = useState<Setting | null>(null)
  const pinned = pick.pinned === true
  const { unpin } = usePick.getState()
  useEscape()
  useClosing(card, pinned, unpin, '.inspector')
  useSpeech(body, spoken)
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
      <span className="live-spoken" role="status" aria-live="polite" ref={spoken} />
    </div>
  )
}

/** Layers whose weights can be set at their terms. */
export function canSet(node: NodeFacts): boolean {
  return node.kind === 'dense' || node.kind === 'conv2d'
}

function useEscape(): void {
  useEffect(() => {
    const close = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') usePick.getState().unpin()
    }
    addEventListener('keydown', close)
    return () => removeEventListener('keydown', close)
  }, [])
}

/** Says the result aloud, not more often than a person can listen. */
function useSpeech(
  body: RefObject<HTMLElement | null>,
  spoken: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const say = (): void => {
      const text = body.current?.querySelector('.live-card-result')?.textContent ?? ''
      if (spoken.current && spoken.current.textContent !== text) spoken.current.textContent = text
    }
    const first = setTimeout(say, 400)
    const timer = setInterval(say, SPEAK_EVERY_MS)
    return () => {
      clearTimeout(first)
      clearInterval(timer)
    }
  }, [body, spoken])
}

/**
 * Under the node that is asked, or beside it where there is no room: the card must not lie over
 * the output, which shows the same unit large.
 */
export function placeBeside(anchor: Element, height = 260): { left: number; top: number } {
  const box = (anchor.closest('.react-flow__node') ?? anchor).getBoundingClientRect()
  const left = Math.max(8, Math.min(box.left, innerWidth - WIDTH - 8))
  if (box.bottom + 12 + height < innerHeight) return { left, top: box.bottom + 12 }
  const top = Math.max(8, Math.min(anchor.getBoundingClientRect().top, innerHeight - height - 8))
  const before = box.left - WIDTH - 12
  return { left: before > 8 ? before : Math.min(box.right + 12, innerWidth - WIDTH - 8), top }
}
