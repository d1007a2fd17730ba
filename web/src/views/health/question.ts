/** What all instruments of a network's health ask: one question, so that one pass answers them. */

import { useGraph } from '../../state/graph'
import { useCatalog } from '../../state/catalog'
import { nodesOf, type NodeFacts } from '../../live/facts'
import { useStable } from '../../live/hooks'
import { useRun } from '../../live/run'
import type { Probe } from '../../wire/messages.gen'

/** Rows of the training part, spread evenly over it; the same at every moment. */
export const ROWS = 64

/** The inputs, and every layer that has weights or an activation, from front to back. */
export function useLayers(): readonly string[] {
  const document = useRun((run) => run.document)
  const layers = useCatalog((state) => state.catalog?.layers)
  const checked = useGraph((state) => state.checked?.nodes)
  const told = document
    ? ordered([...nodesOf(document).values()]).filter(({ id, kind }) => {
        const fields = layers?.find(({ name }) => name === kind)?.fields ?? []
        const bends = fields.some(({ name }) => name === 'activation')
        return kind === 'input' || bends || Object.keys(checked?.[id]?.weights ?? {}).length > 0
      })
    : []
  return useStable(layers && checked ? told.map(({ id }) => id) : [])
}

/** Null while nothing is known of the network. */
export function healthOf(layers: readonly string[]): Probe | null {
  if (layers.length === 0) return null
  return { probe: 'health', nodes: [...layers], part: 'training', count: ROWS }
}

/** Every node behind all that it hears from. */
export function ordered(nodes: readonly NodeFacts[]): NodeFacts[] {
  const done = new Set<string>()
  const found: NodeFacts[] = []
  let left = [...nodes]
  while (left.length > 0) {
    const ready = left.filter(({ sources }) => sources.every((source) => done.has(source)))
    if (ready.length === 0) break
    for (const node of ready) done.add(node.id)
    found.push(...ready)
    left = left.filter(({ id }) => !done.has(id))
  }
  return found
}
