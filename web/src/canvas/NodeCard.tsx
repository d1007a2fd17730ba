import { Handle, NodeToolbar, Position, useStore, type NodeProps } from '@xyflow/react'
import { memo } from 'react'
import { useSay, useT } from '../i18n'
import { shapeText, type Glyph as GlyphName } from '../model/catalog'
import type { NetDocument } from '../model/document'
import type { Refusal } from '../model/edits'
import type { Problem } from '../model/problems'
import { useLayerKind } from '../state/catalog'
import { at, useGraph, useNode, useProblems } from '../state/graph'
import { useFaded, useGuide } from '../state/guide'
import { useInside } from '../state/inside'
import { Glyph } from '../ui/Glyph'
import { LiveNode } from '../views/LiveNode'
import { CardMarks } from '../views/meddle/Marks'
import { ProblemCard } from './ProblemCard'

/** One layer on the canvas: its name and shape small, its living picture large. */
export const NodeCard = memo(function NodeCard({ id, selected }: NodeProps) {
  const known = useNode(id) !== undefined
  const problems = at(useProblems(), { node: id })
  const target = useGraph(({ connecting }) => connecting !== null && connecting !== id)
  const refused = useGraph((state) => (state.refused?.edge[1] === id ? state.refused.why : null))
  const faded = useFaded(id)
  const lit = useGuide((state) => state.lit?.node === id)
  if (!known) return null
  const state = [
    selected && 'selected',
    problems.length > 0 && 'wrong',
    target && 'target',
    faded && 'faded',
    lit && 'lit',
  ]
  return (
    <article className={['node-card', ...state.filter(Boolean)].join(' ')}>
      <Inner id={id} />
      {problems.length > 0 && <Problems id={id} problems={problems} />}
      {refused !== null && <RefusedWire why={refused} />}
    </article>
  )
})

/** What a card holds; what only changes how it stands among the others leaves it as it is. */
const Inner = memo(function Inner({ id }: { readonly id: string }) {
  const t = useT()
  const say = useSay()
  const node = useNode(id)
  const kind = useLayerKind(node?.kind ?? '')
  const shape = useGraph((state) => state.checked?.nodes[id]?.shape ?? null)
  const last = useGraph(({ history }) => isEnd(history?.present, id))
  if (!node) return null
  const title = kind ? say(kind.label) : node.kind
  return (
    <>
      {node.kind !== 'input' && <Handle type="target" position={Position.Left} />}
      <header>
        <h3>
          {last && node.kind !== 'input' && <small>{t('canvas.output')}</small>}
          {title}
          {node.config?.trainable === false && <Frozen />}
        </h3>
        <span className="mono shape">{shape ? shapeText(shape) : '?'}</span>
      </header>
      <CardMarks node={id} />
      <LiveNode
        nodeId={id}
        kind={node.kind}
        shape={shape}
        fallback={<Still glyph={kind?.glyph ?? 'list'} />}
      />
      <Handle
        type="source"
        position={Position.Right}
        title={t('canvas.connect', { title })}
        onClick={(event) => {
          event.stopPropagation()
          useGraph.getState().startConnecting(id)
        }}
      />
      <button
        type="button"
        className="look-inside nodrag"
        tabIndex={-1} // on its card the key I does the same
        title={t('inside.look', { title })}
        aria-label={t('inside.look', { title })}
        onClick={(event) => {
          event.stopPropagation()
          useInside.getState().open(id)
        }}
      >
        <svg viewBox="0 0 16 10" width="14" height="9" aria-hidden="true">
          <path d="m3 2 5 5 5-5" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </button>
    </>
  )
})

interface ProblemsProps {
  readonly id: string
  readonly problems: readonly Problem[]
}

/** What is wrong with the layer, below its card. */
function Problems({ id, problems }: ProblemsProps) {
  const right = useStore(
    ({ nodeLookup, transform: [left, , zoom], width }) =>
      (nodeLookup.get(id)?.position.x ?? 0) * zoom + left > width * 0.6,
  )
  return (
    <NodeToolbar isVisible position={Position.Bottom} align={right ? 'end' : 'start'} offset={8}>
      <ProblemCard problems={problems} />
    </NodeToolbar>
  )
}

/** Why the wire that was let go over this card cannot be. */
function RefusedWire({ why }: { readonly why: Refusal }) {
  const t = useT()
  return (
    <NodeToolbar isVisible position={Position.Top} offset={8}>
      <div className="problem-card" role="alert">
        <p>{t(`canvas.${why}`)}</p>
      </div>
    </NodeToolbar>
  )
}

/** A snowflake: training leaves this layer's weights alone. */
function Frozen() {
  const t = useT()
  return (
    <svg className="node-frozen" viewBox="0 0 24 24" role="img" aria-label={t('canvas.frozen')}>
      <title>{t('canvas.frozen')}</title>
      <path d="M12 2v20M3.3 7l17.4 10M20.7 7 3.3 17M9.5 3.5 12 6l2.5-2.5M9.5 20.5 12 18l2.5 2.5" />
    </svg>
  )
}

function isEnd(document: NetDocument | undefined, id: string): boolean {
  return document?.edges.every(([from]) => from !== id) ?? false
}

/** The form of the family, while nothing live is known. */
function Still({ glyph }: { glyph: GlyphName }) {
  return (
    <div className="node-still">
      <Glyph name={glyph} size={40} />
    </div>
  )
}
