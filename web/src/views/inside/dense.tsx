/** A dense layer from inside: a unit's weighted sum term by term, and its activation. */

import { useState } from 'react'

import { useFacts, useNodeFacts } from '../../live/facts'
import { sampleOf, usePick, useSample } from '../../live/sample'
import { useGraph } from '../../state/graph'
import { UnitButtons } from '../meddle/UnitButtons'
import { namesFor } from '../working'
import type { Inside, InsideProps } from './inside'
import { CurvePanel } from './parts/CurvePanel'
import { SoftmaxShares } from './parts/SoftmaxShares'
import { useUnitNames } from './parts/names'
import { Units } from './parts/Units'
import { Waterfall } from './parts/Waterfall'
import { WeightPicture } from './parts/WeightPicture'
import './parts/units.css'

function View({ node, shape }: InsideProps) {
  const sample = sampleOf(useSample())
  const features = useFacts((facts) => facts.data?.features)
  const count = shape.at(-1) ?? 0
  const [unit, setUnit] = useState(() => pinned(node.id))
  const [place, setPlace] = useState(() => shape.slice(0, -1).map(() => 0))
  const chosen = Math.min(unit, count - 1)
  const nameOf = useUnitNames(node, count)
  const size = useFlattened(node.sources[0] ?? '')
  const index = [...place, chosen]
  const bent = { node, sample, place, chosen, nameOf, choose: setUnit }
  return (
    <div className="units-stage">
      <div className="units-grid">
        <div>
          <Units {...bent} shape={shape} setPlace={setPlace} />
          <UnitButtons node={node.id} unit={chosen} />
        </div>
        <Waterfall
          node={node}
          index={index}
          sample={sample}
          biased={node.config.use_bias !== false}
          nameOf={namesFor(node, features)}
        />
        {node.activation === 'softmax' ? (
          <SoftmaxShares {...bent} count={count} />
        ) : (
          <CurvePanel {...bent} />
        )}
      </div>
      {size && <WeightPicture node={node.id} index={index} sample={sample} size={size} />}
    </div>
  )
}

/** The unit that a person has pinned on the canvas comes along. */
function pinned(node: string): number {
  const { pick } = usePick.getState()
  return pick?.node === node ? (pick.index.at(-1) ?? 0) : 0
}

/** Height, width and maps of the image that a flatten layer laid out; null for anything else. */
function useFlattened(source: string): [number, number, number] | null {
  const flatten = useNodeFacts(source)
  const before = flatten?.kind === 'flatten' ? (flatten.sources[0] ?? '') : ''
  const shape = useGraph((state) => state.checked?.nodes[before]?.shape)
  const [height, width, maps] = shape ?? []
  return shape?.length === 3 && height && width && maps ? [height, width, maps] : null
}

export const INSIDE: Inside = {
  kinds: ['dense'],
  symbols: {
    input: { tex: 'x_i', code: /call\.inputs\[0\]/ },
    weight: { tex: 'W_{ij}', code: /call\.weights\["kernel"\]/ },
    bias: { tex: 'b_j', code: /call\.weights\["bias"\]/ },
    sum: { tex: '\\sum_i', code: /jnp\.dot/ },
    activation: { tex: 'f', code: /call\.activate/ },
    output: { tex: 'y_j', code: /return/ },
  },
  View,
}
