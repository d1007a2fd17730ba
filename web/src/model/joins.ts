/** Shared weights and several outputs: edits of a document, each pure. */

import type { NetDocument, NetNode, OutputSpec } from './document'
import { ends, nodeOf } from './document'

/** Let a node use another's weights and settings, or give it its own with the same settings. */
export function share(document: NetDocument, id: string, owner: string | null): NetDocument {
  const nodes = document.nodes.map((node): NetNode => {
    if (node.id !== id) return node
    if (owner !== null) return { id, kind: node.kind, shares: owner }
    return owned(node, node.shares === undefined ? undefined : nodeOf(document, node.shares))
  })
  return { ...document, nodes }
}

function owned({ id, kind, config }: NetNode, owner: NetNode | undefined): NetNode {
  const settings = config ?? (owner?.kind === kind ? owner.config : undefined)
  return settings ? { id, kind, config: settings } : { id, kind }
}

/** Nodes whose weights another may use: of its kind, with weights of their own. */
export function lenders(document: NetDocument, id: string): readonly NetNode[] {
  const kind = nodeOf(document, id)?.kind
  return document.nodes.filter(
    (node) => node.id !== id && node.kind === kind && node.shares === undefined,
  )
}

/** Nodes that use this one's weights. */
export function borrowers(document: NetDocument, id: string): readonly NetNode[] {
  return document.nodes.filter((node) => node.shares === id)
}

/** Without a node: who used its weights has its settings from now on, its output is none. */
export function withoutJoins(document: NetDocument, id: string): NetDocument {
  const [heir, ...rest] = borrowers(document, id)
  const freed = heir ? share(document, heir.id, null) : document
  const shared = rest.reduce((present, node) => share(present, node.id, heir?.id ?? null), freed)
  return document.training.outputs?.[id] ? setOutput(shared, id, null) : shared
}

/** What an output learns, or null for none; the last one needs no word any more. */
export function setOutput(
  document: NetDocument,
  id: string,
  output: OutputSpec | null,
): NetDocument {
  const { outputs, ...training } = document.training
  const others = Object.entries(outputs ?? {}).filter(([name]) => name !== id)
  const present = output && outputs?.[id]
  const next = present
    ? Object.entries({ ...outputs, [id]: output })
    : [...others, ...(output ? [[id, output] as const] : [])]
  if (next.length === 0) return { ...document, training }
  return { ...document, training: { ...training, outputs: Object.fromEntries(next) } }
}

/** Let a node be an output with a loss of its own; so far unnamed ends keep what they learned. */
export function addOutput(document: NetDocument, id: string): NetDocument {
  const { loss, metrics = [], outputs = {} } = document.training
  const unnamed = ends(document).filter((node) => !outputs[node.id] && node.kind !== 'input')
  const names = [...unnamed.map((node) => node.id).filter((name) => name !== id), id]
  return names.reduce((present, name) => setOutput(present, name, { loss, metrics }), document)
}
