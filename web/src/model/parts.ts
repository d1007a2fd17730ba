/** Which parts of a network a change touches; a lesson may keep some of them as they are. */

import type { NetDocument, NetNode } from './document'
import { equalJson, nodeOf } from './document'

export const PARTS = ['layers', 'units', 'data', 'training', 'weights'] as const

/** Layers and wires; settings of layers; data; how it learns; single numbers set by hand. */
export type Part = (typeof PARTS)[number]

/** What differs between two documents; names and places of cards are nobody's business. */
export function changedParts(before: NetDocument, after: NetDocument): readonly Part[] {
  const kept = after.nodes.flatMap((node): [NetNode, NetNode][] => {
    const old = nodeOf(before, node.id)
    return old ? [[old, node]] : []
  })
  const layers =
    kept.length !== before.nodes.length ||
    kept.length !== after.nodes.length ||
    kept.some(([old, node]) => old.kind !== node.kind) ||
    !equalJson(before.edges, after.edges)
  const units = kept.some(([old, node]) => !equalJson(old.config ?? {}, node.config ?? {}))
  return [
    ...(layers ? (['layers'] as const) : []),
    ...(units ? (['units'] as const) : []),
    ...(equalJson(before.data, after.data) ? [] : (['data'] as const)),
    ...(equalJson(before.training, after.training) ? [] : (['training'] as const)),
  ]
}
