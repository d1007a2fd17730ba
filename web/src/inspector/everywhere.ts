/** Where one setting for the whole network goes. */

import type { Field, LayerKind } from '../model/catalog'
import type { Json, NetDocument, NetNode } from '../model/document'
import { borrowers } from '../model/joins'

interface Place {
  readonly node: NetNode
  readonly field: Field
  readonly value: Json
}

/**
 * Every node with a field of this type, with what it holds. A node that shares weights has its
 * owner's settings and none of its own; ends keep their activation, even a shared one.
 */
export function places(
  document: NetDocument,
  type: Field['type'],
  kindOf: (name: string) => LayerKind | undefined,
): readonly Place[] {
  const followed = new Set(document.edges.map(([from]) => from))
  const hidden = (node: NetNode) =>
    [node, ...borrowers(document, node.id)].every(({ id }) => followed.has(id))
  return document.nodes.flatMap((node) => {
    const field = kindOf(node.kind)?.fields.find((other) => other.type === type)
    if (!field || node.shares !== undefined) return []
    if (type === 'activation' && !hidden(node)) return []
    return [{ node, field, value: node.config?.[field.name] ?? field.default }]
  })
}
