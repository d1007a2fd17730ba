/** A layer at a moment of the step: its numbers for the example as pictures, and those followed. */

import { useT } from '../../i18n'
import { nodesOf } from '../../live/facts'
import type { NetDocument } from '../../model/document'
import { useGraph } from '../../state/graph'
import { placeIn, useSlow, type Moment } from '../../state/slow'
import { Pictures } from './Pictures'
import { UnitStory } from './UnitStory'
import { WeightStory } from './WeightStory'

interface LayerProps {
  readonly document: NetDocument
  readonly node: string
  readonly moment: Moment
}

/** Whose turn it is: in the update everybody's, of whom one is shown. */
export function useTurn(document: NetDocument, { stage, node }: Moment): string | null {
  const layer = useSlow((state) => state.layer)
  const learning = useLearning(document)
  if (stage !== 'update' && stage !== 'next') return node
  return learning.includes(layer ?? '') ? layer : (learning.at(-1) ?? null)
}

/** The layers with weights. */
function useLearning(document: NetDocument): string[] {
  const nodes = useGraph((state) => state.checked?.nodes)
  const has = (id: string): boolean => Object.keys(nodes?.[id]?.weights ?? {}).length > 0
  return document.nodes.map(({ id }) => id).filter(has)
}

export function Layer({ document, node, moment }: LayerProps) {
  const t = useT()
  const shape = useGraph((state) => state.checked?.nodes[node]?.shape)
  const { example, followed, follow, show } = useSlow()
  const learning = useLearning(document)
  const known = shape?.map((length) => length ?? 1) ?? []
  const unit = placeIn(known, followed[node]?.unit ?? null)
  const back = moment.stage === 'backward'
  const choose = (at: number[]): void => follow(node, { unit: at })
  const activation = nodesOf(document as never).get(node)?.activation ?? 'linear'
  if (moment.stage === 'update' || moment.stage === 'next')
    return (
      <div className="slow-layer">
        <label className="slow-choice">
          {t('slow.layer')}{' '}
          <select value={node} onChange={(event) => show(event.target.value)}>
            {learning.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <WeightStory node={node} stage={moment.stage} />
      </div>
    )
  return (
    <div className="slow-layer">
      <Pictures node={node} example={example} shape={known} at={unit} back={back} choose={choose} />
      <UnitStory node={node} activation={activation} index={unit} back={back} />
      {back && <WeightStory node={node} stage="backward" />}
    </div>
  )
}
