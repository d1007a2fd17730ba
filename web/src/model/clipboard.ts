/** Copying and pasting parts of a network; the clipboard holds plain JSON text. */

import type { Edge, NetDocument, NetNode, Point } from './document'
import { freshId, nodeOf, placeOf } from './document'

/**
 * Some nodes, the wires among them and where they stood. A node whose weights are those of one that
 * is not copied with it carries that one's settings too.
 */
export interface Fragment {
  readonly netzwerkstatt: 'fragment'
  /** The name of the network it is from. */
  readonly from: string
  readonly nodes: readonly NetNode[]
  readonly edges: readonly Edge[]
  readonly layout: Readonly<Record<string, Point>>
}

export function copy(document: NetDocument, ids: readonly string[]): Fragment {
  const chosen = new Set(ids)
  return {
    netzwerkstatt: 'fragment',
    from: document.name,
    nodes: document.nodes
      .filter((node) => chosen.has(node.id))
      .map((node) => whole(document, node, chosen)),
    edges: document.edges.filter(([from, to]) => chosen.has(from) && chosen.has(to)),
    layout: Object.fromEntries(ids.map((id) => [id, placeOf(document, id)])),
  }
}

function whole(document: NetDocument, node: NetNode, chosen: ReadonlySet<string>): NetNode {
  if (node.shares === undefined || chosen.has(node.shares)) return node
  const config = nodeOf(document, node.shares)?.config
  return config ? { ...node, config } : node
}

/** Add the fragment beside where it came from, under new ids. */
export function paste(
  document: NetDocument,
  fragment: Fragment,
  [dx, dy]: Point = [32, 48],
): { document: NetDocument; ids: string[] } {
  const names = new Map<string, string>()
  for (const node of fragment.nodes) {
    names.set(node.id, freshId(document, node.kind, new Set(names.values())))
  }
  const name = (id: string) => names.get(id) ?? id
  // Weights stay shared with a node that came along or is still here; in another network there is
  // none to share with, whatever a node is called there.
  const renamed = ({ shares, ...node }: NetNode): NetNode => {
    const id = name(node.id)
    if (shares === undefined) return { ...node, id }
    if (names.has(shares)) return { id, kind: node.kind, shares: name(shares) }
    const owner = fragment.from === document.name ? nodeOf(document, shares) : undefined
    const same = owner?.kind === node.kind && owner.shares === undefined
    return same ? { id, kind: node.kind, shares } : { ...node, id }
  }
  const layout = Object.fromEntries(
    fragment.nodes.map((node): [string, Point] => {
      const [x, y] = fragment.layout[node.id] ?? [0, 0]
      return [name(node.id), [x + dx, y + dy]]
    }),
  )
  const edges = fragment.edges.map(([from, to]): Edge => [name(from), name(to)])
  return {
    ids: [...names.values()],
    document: {
      ...document,
      nodes: [...document.nodes, ...fragment.nodes.map(renamed)],
      edges: [...document.edges, ...edges],
      layout: { ...document.layout, ...layout },
    },
  }
}

/** The fragment in a clipboard's text, or null when it is something else. */
export function readFragment(text: string): Fragment | null {
  try {
    const value = JSON.parse(text) as Partial<Fragment> | null
    const whole =
      value?.netzwerkstatt === 'fragment' &&
      Array.isArray(value.nodes) &&
      Array.isArray(value.edges)
    return whole ? (value as Fragment) : null
  } catch {
    return null
  }
}
