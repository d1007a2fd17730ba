import {
  BaseEdge,
  EdgeLabelRenderer,
  getBezierPath,
  getSmoothStepPath,
  useInternalNode,
  useStore,
  type EdgeProps,
} from '@xyflow/react'
import { memo } from 'react'
import { useT } from '../i18n'
import { shapeText } from '../model/catalog'
import { useCanvas } from '../state/canvas'
import { at, useGraph, useProblems } from '../state/graph'
import { useFaded } from '../state/guide'
import { isDropped, useMeddle } from '../state/meddle'
import { flowOf, useSlow } from '../state/slow'
import { useFacts } from '../live/facts'
import { WeightWire } from '../views/WeightWire'
import '../views/meddle/meddle.css'
import { ProblemCard } from './ProblemCard'

/** A wire with the shape that travels on it; on plane data its weights, one line each. */
export const Wire = memo(function Wire(props: EdgeProps) {
  const { source, target, selected } = props
  const t = useT()
  const { back, quiet, path, labelX, labelY } = useCourse(props)
  const shape = useGraph((state) => state.checked?.nodes[source]?.shape ?? null)
  const problems = at(useProblems(), { edge: [source, target] })
  const text = shape ? shapeText(shape) : ''
  const covered = useCovered(text, labelX, labelY)
  const heldOver = useCanvas(({ dropEdge }) => dropEdge?.[0] === source && dropEdge[1] === target)
  // Its numbers belong to the layer it leads to.
  const flow = useSlow(({ lit }) => lit && flowOf(lit, [source, target]))
  const faded = useFaded(target) && flow === null
  const dropped = useMeddle(({ list }) => isDropped(list, [source, target]))
  const state = [
    dropped && 'dropped',
    selected && 'selected',
    problems.length > 0 && 'wrong',
    heldOver && 'held-over',
    faded && 'faded',
  ]
  return (
    <g className={['wire', ...state.filter(Boolean)].join(' ')}>
      <Line {...props} path={path} back={back} />
      {dropped && <path className="wire-dropped" d={path} />}
      {flow && <path className={`wire-flow ${flow}`} d={path} />}
      <EdgeLabelRenderer>
        {(heldOver || (!quiet && !covered)) && (
          <div
            className={`wire-label mono${heldOver ? ' held-over' : ''}`}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            {heldOver ? '+' : text}
          </div>
        )}
        {dropped && (
          <div
            className="meddle-cut"
            role="img"
            aria-label={t('interventions.droppedWire', { from: source, to: target })}
            title={t('interventions.droppedWire', { from: source, to: target })}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            onClick={() => useGraph.getState().selectEdge([source, target])}
          >
            ✂
          </div>
        )}
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

type LineProps = EdgeProps & Pick<Course, 'path' | 'back'>

/** The wire itself; what it says beside, or how it stands among the others, leaves it as it is. */
const Line = memo(function Line({ path, back, ...props }: LineProps) {
  const line = back ? <path className="live-wire-plain" d={path} /> : undefined
  return (
    <>
      <BaseEdge path={path} interactionWidth={36} />
      <WeightWire {...props} fallback={line} />
    </>
  )
})

// Of a label: half a letter's width, half its padding and height, in the canvas's units.
const HALF_LETTER = 3.1
const HALF_PADDING = 4
const HALF_HEIGHT = 8

/** Whether a label at this place would lie on a card: the card says its shape itself. */
function useCovered(text: string, x: number, y: number): boolean {
  const half = text.length * HALF_LETTER + HALF_PADDING
  return useStore(({ nodeLookup }) =>
    [...nodeLookup.values()].some(({ internals, measured }) => {
      const { x: left, y: top } = internals.positionAbsolute
      const { width = 0, height = 0 } = measured
      return (
        x + half > left &&
        x - half < left + width &&
        y + HALF_HEIGHT > top &&
        y - HALF_HEIGHT < top + height
      )
    }),
  )
}

interface Course {
  readonly back: boolean
  /** Single weights are drawn here: the cards say the shape, and a label would lie on them. */
  readonly quiet: boolean
  readonly path: string
  readonly labelX: number
  readonly labelY: number
}

/** Where a wire runs. A wire to the next row goes back through the gap between the rows. */
function useCourse(props: EdgeProps): Course {
  const fanned = useFacts((facts) => facts.sampleType === 'points')
  const from = useInternalNode(props.source)
  const to = useInternalNode(props.target)
  const [fromTop, toTop] = [from, to].map((node) => node?.internals.positionAbsolute.y ?? 0)
  const bottom = (fromTop ?? 0) + (from?.measured.height ?? 0)
  const back = props.targetX < props.sourceX && (toTop ?? 0) > bottom
  const centerY = (bottom + (toTop ?? 0)) / 2
  const [path, labelX, labelY] = back
    ? getSmoothStepPath({ ...props, centerY, borderRadius: 16 })
    : getBezierPath(props)
  return { back, quiet: fanned && !back, path, labelX, labelY }
}
