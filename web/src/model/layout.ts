/** Automatic placing, left to right, by dagre's layered drawing. */

import { Graph, layout } from '@dagrejs/dagre'
import type { NetDocument, Point } from './document'
import { GAP, moveNodes } from './edits'

export interface Size {
  width: number
  height: number
}

const STANDARD: Size = { width: 150, height: 160 }

/** Places for all nodes, given the sizes of their cards; the first node's column stays at x = 0. */
export function arrange(
  document: NetDocument,
  sizes: Readonly<Record<string, Size>> = {},
): NetDocument {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: GAP, align: undefined })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of document.nodes) graph.setNode(id, { ...(sizes[id] ?? STANDARD) })
  for (const [from, to] of document.edges) graph.setEdge(from, to)
  layout(graph)
  const corner = (id: string): Point => {
    const {
      x = 0,
      y = 0,
      width = 0,
      height = 0,
    } = graph.node(id) as Partial<Size & { x: number; y: number }>
    return [x - width / 2, y - height / 2]
  }
  const corners = document.nodes.map(({ id }): [string, Point] => [id, corner(id)])
  const left = Math.min(0, ...corners.map(([, [x]]) => x))
  return moveNodes(
    document,
    Object.fromEntries(corners.map(([id, [x, y]]): [string, Point] => [id, [x - left, y]])),
  )
}
