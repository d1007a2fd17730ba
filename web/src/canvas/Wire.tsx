import { BaseEdge, EdgeLabelRenderer, getBezierPath, type EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { shapeText } from '../model/catalog'
import { useCanvas } from '../state/canvas'
import { at, useGraph, useProblems } from '../state/graph'
import { WeightWire } from '../views/WeightWire'
import { ProblemCard } from './ProblemCard'

/** A wire with the shape that travels on it; on plane data its weights, one line each. */
export const Wire = memo(function Wire(props: EdgeProps) {
  const { source, target, selected } = props
  const [path, labelX, labelY] = getBezierPath(props)
  const shape = useGraph((state) => state.checked?.nodes[source]?.shape ?? null)
  const problems = at(useProblems(), { edge: [source, target] })
  const heldOver = useCanvas(({ dropEdge }) => dropEdge?.[0] === source && dropEdge[1] === target)
  const state = [selected && 'selected', problems.length > 0 && 'wrong', heldOver && 'held-over']
  return (
    <g className={['wire', ...state.filter(Boolean)].join(' ')}>
      <BaseEdge path={path} interactionWidth={36} className="wire-touch" />
      <WeightWire {...props} />
      <EdgeLabelRenderer>
        <div
          className={`wire-label mono${heldOver ? ' held-over' : ''}`}
          style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
        >
          {heldOver ? '+' : shape && shapeText(shape)}
        </div>
        {problems.length > 0 && (
          <div
            className="wire-problem nodrag nopan"
            style={{ transform: `translate(-50%, 14px) translate(${labelX}px, ${labelY}px)` }}
          >
            <ProblemCard problems={problems} />
          </div>
        )}
      </EdgeLabelRenderer>
    </g>
  )
})
