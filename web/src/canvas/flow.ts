/** From the document to React Flow's nodes and edges; identities are kept where nothing changed. */

import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react'
import type { Edge, NetDocument, Point } from '../model/document'
import { placeOf } from '../model/document'
import type { Size, Sizes } from '../model/room'

/** No node of a document can have this id: ``#`` is no letter of an id. */
export const DATA_ID = '#data'
export const DATA_WIDTH = 188
export const DATA_GAP = 40

export function edgeId([from, to]: Edge): string {
  return `${from}>${to}`
}

export function edgeOf(id: string): Edge {
  const [from = '', to = ''] = id.split('>')
  return [from, to]
}

/**
 * The data card stands left of everything, its middle level with the first input's if there is one;
 * it rises above the network only by what does not fit beside it.
 */
function dataPlace(document: NetDocument, sizes: Sizes): Point {
  const places = document.nodes.map((node) => placeOf(document, node.id))
  const input = document.nodes.find((node) => node.kind === 'input')
  const left = places.length > 0 ? Math.min(...places.map(([x]) => x)) : 0
  const x = left - DATA_GAP - DATA_WIDTH
  if (!input) return [x, 0]
  const middle = placeOf(document, input.id)[1] + heightOf(sizes, input.id) / 2
  const height = heightOf(sizes, DATA_ID)
  const top = Math.min(...places.map(([, y]) => y))
  const ends = document.nodes.map(
    (node) => placeOf(document, node.id)[1] + heightOf(sizes, node.id),
  )
  const highest = Math.min(top, Math.max(...ends) - height)
  return [x, Math.round(Math.max(middle - height / 2, highest))]
}

function heightOf(sizes: Sizes, id: string): number {
  return sizes[id]?.height ?? 0
}

export interface Shown {
  readonly document: NetDocument
  readonly sizes: Sizes
  readonly selected: readonly string[]
  readonly names: Readonly<Record<string, string>>
}

export function flowNodes({ document, sizes, selected, names }: Shown): FlowNode[] {
  const layers = document.nodes.map(({ id }): FlowNode => {
    const [x, y] = placeOf(document, id)
    return {
      id,
      type: 'layer',
      position: { x, y },
      data: NO_DATA,
      selected: selected.includes(id),
      ariaLabel: names[id] ?? id,
      ...measured(sizes[id]),
    }
  })
  const [x, y] = dataPlace(document, sizes)
  const data: FlowNode = {
    id: DATA_ID,
    type: 'data',
    position: { x, y },
    data: NO_DATA,
    draggable: false,
    selectable: false,
    focusable: false,
    deletable: false,
    connectable: false,
    ...measured(sizes[DATA_ID]),
  }
  return [data, ...layers]
}

const NO_DATA = {}

function measured(size: Size | undefined): { measured?: Size } {
  return size ? { measured: size } : {}
}

export function flowEdges(
  document: NetDocument,
  selected: Edge | null,
  nameOf: (edge: Edge) => string,
): FlowEdge[] {
  const known = new Set(document.nodes.map((node) => node.id))
  return document.edges
    .filter(([from, to]) => known.has(from) && known.has(to))
    .map((edge) => ({
      id: edgeId(edge),
      source: edge[0],
      target: edge[1],
      type: 'wire',
      ariaLabel: nameOf(edge),
      selected: selected !== null && edgeId(selected) === edgeId(edge),
      interactionWidth: 36,
    }))
}
