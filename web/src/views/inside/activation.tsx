/** An activation from inside: its curve with every unit on it, or softmax in its shares. */

import { useState } from 'react'

import { sampleOf, useSample } from '../../live/sample'
import { UnitButtons } from '../meddle/UnitButtons'
import type { Inside, InsideProps } from './inside'
import { BinPanel } from './parts/BinPanel'
import { CurvePanel } from './parts/CurvePanel'
import { useUnitNames } from './parts/names'
import { SoftmaxShares } from './parts/SoftmaxShares'
import { Units } from './parts/Units'
import './parts/units.css'

function View({ node, shape }: InsideProps) {
  const sample = sampleOf(useSample())
  const count = shape.at(-1) ?? 0
  const [unit, choose] = useState(0)
  const [place, setPlace] = useState(() => shape.slice(0, -1).map(() => 0))
  const chosen = Math.min(unit, count - 1)
  const nameOf = useUnitNames(node, count)
  const bent = { node, sample, place, chosen, nameOf, choose }
  return (
    <div className="units-stage">
      <div className="units-grid units-pair">
        <div>
          <Units {...bent} shape={shape} setPlace={setPlace} />
          <UnitButtons node={node.id} unit={chosen} />
        </div>
        <div className="units-pictures">
          {node.activation === 'softmax' ? (
            <SoftmaxShares {...bent} count={count} />
          ) : (
            <CurvePanel {...bent} />
          )}
          {shape.length > 1 && node.activation !== 'softmax' && (
            <BinPanel node={node} sample={sample} />
          )}
        </div>
      </div>
    </div>
  )
}

export const INSIDE: Inside = {
  kinds: ['activation'],
  symbols: {
    input: { tex: 'x', code: /call\.inputs\[0\]/ },
    activation: { tex: 'f', code: /call\.activate/ },
    output: { tex: 'y', code: /return/ },
  },
  View,
}
