import { Panel, useReactFlow, useViewport } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useT } from '../i18n'
import { useGraph } from '../state/graph'

/** While a wire is made by clicks: a dashed line from its layer to the cursor, and what to do. */
export function GuideLine() {
  const connecting = useGraph((state) => state.connecting)
  return connecting === null ? null : <Guide from={connecting} />
}

function Guide({ from }: { from: string }) {
  const t = useT()
  const frame = useRef<SVGSVGElement>(null)
  const { getInternalNode, flowToScreenPosition } = useReactFlow()
  useViewport()
  useEffect(() => {
    // The line follows the pointer without React: one attribute a move.
    const follow = (event: PointerEvent) => {
      const svg = frame.current
      const node = getInternalNode(from)
      if (!svg || !node) return
      const box = svg.getBoundingClientRect()
      const { width = 0, height = 0 } = node.measured
      const { x, y } = node.internals.positionAbsolute
      const start = flowToScreenPosition({ x: x + width, y: y + height / 2 })
      const ends = `M${start.x - box.left} ${start.y - box.top} L${event.clientX - box.left} ${event.clientY - box.top}`
      svg.firstElementChild?.setAttribute('d', ends)
    }
    window.addEventListener('pointermove', follow)
    return () => window.removeEventListener('pointermove', follow)
  }, [from, getInternalNode, flowToScreenPosition])
  return (
    <>
      <svg ref={frame} className="guide-line" aria-hidden="true">
        <path />
      </svg>
      <Panel position="top-center">
        <p className="hint" role="status">
          {t('canvas.connecting')}
        </p>
      </Panel>
    </>
  )
}
