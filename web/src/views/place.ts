/** Where the card of a unit stands: beside it, and never over what a person needs next. */

import type { CSSProperties } from 'react'

const WIDTH = 280
const HEIGHT = 260
const GAP = 12
const EDGE = 8
/** Below this width of the window there is nothing beside a layer. */
const NARROW = 600
/** The handles of both panels stay free. */
const SIDE = 24
/** A card is at least so high, and scrolls. */
const LEAST = 160

export function placeOf(anchor: Element): CSSProperties {
  return innerWidth < NARROW ? aboveOrBelow(anchor) : beside(anchor)
}

/**
 * Under the node that is asked, or beside it where there is no room: the card must not lie over
 * the output, which shows the same unit large.
 */
function beside(anchor: Element): CSSProperties {
  const box = (anchor.closest('.react-flow__node') ?? anchor).getBoundingClientRect()
  const left = Math.max(EDGE, Math.min(box.left, innerWidth - WIDTH - EDGE))
  if (box.bottom + GAP + HEIGHT < innerHeight) return { left, top: box.bottom + GAP }
  const lowest = innerHeight - HEIGHT - EDGE
  const top = Math.max(EDGE, Math.min(anchor.getBoundingClientRect().top, lowest))
  const before = box.left - WIDTH - GAP
  const after = Math.min(box.right + GAP, innerWidth - WIDTH - EDGE)
  return { left: before > EDGE ? before : after, top }
}

/** At the end of the canvas that leaves the unit to be seen, above the canvas's own tools. */
function aboveOrBelow(anchor: Element): CSSProperties {
  const canvas = anchor.closest('.react-flow')
  const tools = canvas?.querySelector('.canvas-tools')
  const ceiling = (canvas?.getBoundingClientRect().top ?? 0) + EDGE
  const floor = (tools?.getBoundingClientRect().top ?? innerHeight) - EDGE
  const box = anchor.getBoundingClientRect()
  const [above, below] = [box.top - GAP - ceiling, floor - box.bottom - GAP]
  const room = { width: 'auto', left: SIDE, right: SIDE, overflowY: 'auto' } as const
  return below > above
    ? { ...room, bottom: innerHeight - floor, maxHeight: Math.max(LEAST, below) }
    : { ...room, top: ceiling, maxHeight: Math.max(LEAST, above) }
}
