/** Where explanations look: what goes into the network, its maps, and the answer. */

import { nodesOf, useFacts, type NodeFacts } from '../../../live/facts'
import { useRun } from '../../../live/run'
import { useGraph } from '../../../state/graph'

export interface Places {
  /** The node whose numbers are explained with: the input, or the vectors of its words. */
  readonly at: string
  readonly shape: readonly number[]
  readonly words: boolean
  /** Layers with maps, the last one first. */
  readonly maps: readonly string[]
  readonly output: NodeFacts
  readonly units: number
  /** Changes when a picture of before says nothing any more. */
  readonly key: string
}

/** Null while the network is not known or has no such places. */
export function usePlaces(): Places | null {
  const document = useRun((run) => run.document)
  const checked = useGraph((state) => state.checked?.nodes)
  const type = useFacts((facts) => facts.sampleType)
  const dataset = useFacts((facts) => facts.data?.dataset)
  if (!document || !checked) return null
  const nodes = [...nodesOf(document).values()]
  const words = type === 'tokens' && nodes.some(({ kind }) => kind === 'embedding')
  const at = nodes.find(({ kind }) => kind === (words ? 'embedding' : 'input'))
  const output = nodes.find(({ answersData }) => answersData) ?? nodes.find((one) => one.isOutput)
  const shape = at && known(checked[at.id]?.shape)
  const units = output && known(checked[output.id]?.shape)?.at(-1)
  if (!at || !output || !shape || units === undefined) return null
  const maps = nodes.filter((one) => /^(separable_|depthwise_)?conv[12]d/.test(one.kind))
  const key = `${dataset ?? ''} ${at.id} ${shape.join(' ')}`
  return { at: at.id, shape, words, maps: maps.map(({ id }) => id).reverse(), output, units, key }
}

function known(shape: readonly (number | null)[] | null | undefined): number[] | undefined {
  return shape?.map((length) => length ?? 1)
}
