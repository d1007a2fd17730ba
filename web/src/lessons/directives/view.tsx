import { lazy, Suspense } from 'react'
import type { ViewBlock } from '../../api/lessons'
import { useT } from '../../i18n'
import { useNodeFacts } from '../../live/facts'
import { useGraph } from '../../state/graph'
import { Curves } from '../../views/Curves'
import { LivePicture } from '../../views/LiveNode'
import { Words } from '../Words'

const Plane = lazy(() => import('../PlanePicture'))
const Weights = lazy(() => import('../WeightsPicture'))

/** A living picture of the learner's own network, beside the words about it. */
export default function View({ block }: { block: ViewBlock }) {
  const t = useT()
  const { picture, node, unit } = block
  const name = t(`lessons.picture_${picture}`, { node: node ?? '', unit: (unit ?? 0) + 1 })
  return (
    <figure className="block" aria-label={name}>
      {picture === 'curves' ? (
        <div className="view-curves">
          <Curves />
        </div>
      ) : (
        <Suspense fallback={null}>
          <Picture picture={picture} node={node ?? ''} unit={unit ?? 0} name={name} />
        </Suspense>
      )}
      {block.words && (
        <figcaption>
          <Words passage={block.words} />
        </figcaption>
      )}
    </figure>
  )
}

interface PictureProps {
  readonly picture: 'plane' | 'weights' | 'activation'
  readonly node: string
  readonly unit: number
  readonly name: string
}

function Picture({ picture, node, unit, name }: PictureProps) {
  const t = useT()
  const facts = useNodeFacts(node)
  const shape = useGraph((state) => state.checked?.nodes[node]?.shape ?? null)
  if (!facts) return <p className="soft">{t('lessons.pictureMissing', { node })}</p>
  if (picture === 'plane') return <Plane node={facts} unit={unit} name={name} />
  if (picture === 'weights') return <Weights node={facts} name={name} />
  return <LivePicture nodeId={node} kind={facts.kind} shape={shape} />
}
