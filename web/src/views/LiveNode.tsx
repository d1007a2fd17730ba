/** The live picture inside a node: chosen by the data's type and the rank of what the node holds. */

import type { ReactNode } from 'react'

import { useT } from '../i18n'
import { useFacts, useNodeFacts, type NodeFacts, type SampleType } from '../live/facts'
import { useRun } from '../live/run'
import { usePick } from '../live/sample'
import { Bars } from './Bars'
import { FeatureMaps } from './FeatureMaps'
import { Guesses } from './Guesses'
import type { PictureProps } from './picture'
import { PlaneSurface } from './PlaneSurface'
import { PlaneUnits } from './PlaneUnits'
import { SampleInput } from './SampleInput'
import { canSet, UnitCard } from './UnitCard'
import { UnitDots } from './UnitDots'
import './live.css'

interface LiveNodeProps {
  nodeId: string
  kind: string
  /** Without the batch axis; null while it is not known. */
  shape: readonly (number | null)[] | null
  /** Shown while there is nothing live to show. */
  fallback?: ReactNode
}

const MOST_BARS = 16

/** Mounts the picture that fits, or the fallback; the card stands beside whatever is asked in it. */
export function LiveNode(props: LiveNodeProps) {
  const node = useNodeFacts(props.nodeId)
  const form = useForm(node, props.shape)
  if (form === null || !node) return props.fallback
  return (
    <div
      className="live-node nodrag nopan"
      data-form={form}
      onClick={() => {
        const { pick, pin } = usePick.getState()
        if (pick?.node === props.nodeId && canSet(node)) pin()
      }}
    >
      <LivePicture {...props} />
      <Drawn kind={node.kind} />
      <UnitCard node={node} />
    </div>
  )
}

/** Says of a layer that works in training only that its picture shows a draw. */
function Drawn({ kind }: { kind: string }) {
  const t = useT()
  const drawing = useFacts((facts) => facts.drawing.includes(kind))
  if (!drawing) return null
  return (
    <p className="live-drawn" title={t('live.asInTrainingWhy')}>
      {t('live.asInTraining')}
    </p>
  )
}

/** The picture alone, for a second place on the page that shows the same node. */
export function LivePicture({ nodeId, shape, fallback = null }: LiveNodeProps) {
  const node = useNodeFacts(nodeId)
  const form = useForm(node, shape)
  if (form === null || !node) return fallback
  const Picture = PICTURES[form]
  return <Picture node={node} shape={shape as number[]} />
}

function useForm(node: NodeFacts | null, shape: LiveNodeProps['shape']): Form | null {
  const sampleType = useFacts((facts) => facts.sampleType)
  const attached = useRun((run) => run.run !== null)
  return shape && node && sampleType && attached ? formOf(sampleType, node, shape) : null
}

const PICTURES = {
  surface: PlaneSurface,
  planes: PlaneUnits,
  sample: SampleInput,
  maps: FeatureMaps,
  bars: Bars,
  guesses: Guesses,
  dots: UnitDots,
} satisfies Record<string, (props: PictureProps) => ReactNode>

export type Form = keyof typeof PICTURES

/** How a node of this shape is shown on data of this type; null when it cannot be. */
export function formOf(
  sampleType: SampleType,
  node: Pick<NodeFacts, 'kind' | 'isOutput' | 'activation'>,
  shape: readonly (number | null)[],
): Form | null {
  if (shape.some((length) => length === null)) return null
  const width = shape.at(-1) ?? 0
  if (sampleType === 'points' && shape.length === 1)
    return node.isOutput && node.kind !== 'input' ? 'surface' : 'planes'
  if (node.kind === 'input') return 'sample'
  if (shape.length === 3) return 'maps'
  if (shape.length !== 1) return null
  if (node.isOutput && width <= MOST_BARS) return 'bars'
  return node.isOutput && node.activation === 'softmax' ? 'guesses' : 'dots'
}
