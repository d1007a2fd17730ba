/** What buttons, keys and drops do to the network; each is one step back in the history. */

import { named } from '../model/catalog'
import { copy, paste, readFragment } from '../model/clipboard'
import type { Edge, NetDocument, Point } from '../model/document'
import { ends, equalJson, nodeOf, placeOf } from '../model/document'
import { addAfter, addNode, disconnect, insertOnEdge, intoEdge, removeNodes } from '../model/edits'
import { arrange } from '../model/layout'
import { makeRoom } from '../model/room'
import type { FixEdit } from '../model/problems'
import { applyFix } from '../model/problems'
import { asArranged, isArranged } from './arranged'
import { useCanvas } from './canvas'
import { useCatalog } from './catalog'
import { currentDocument, useGraph } from './graph'

/** Show another network as it was placed; one that nobody placed is arranged for this window. */
export function openDocument(document: NetDocument): void {
  const untouched = isArranged(document)
  useCanvas.setState({ sizes: {}, untouched, news: [] })
  useGraph.getState().load(untouched ? arranged(document) : document)
  useCanvas.getState().fit(true)
}

/** Add a layer after the selected one, or after the last one. */
export function addLayer(kind: string): void {
  const document = currentDocument()
  if (!document) return
  const { selected } = useGraph.getState()
  const last = ends(document).at(-1)?.id
  const after = selected[0] ?? last
  if (after === undefined) return placed(addNode(document, kind, [0, 0]))
  placed(addAfter(document, after, kind, useCanvas.getState().sizes))
}

export function addLayerAt(kind: string, place: Point): void {
  const document = currentDocument()
  if (document) placed(addNode(document, kind, place))
}

export function insertLayer(kind: string, edge: Edge): void {
  const document = currentDocument()
  if (!document) return
  placed(insertOnEdge(document, edge, kind, undefined, useCanvas.getState().sizes))
}

function placed({ document, id }: { document: NetDocument; id: string }): void {
  touch()
  useGraph.getState().apply(() => document)
  useGraph.getState().select([id])
  useCanvas.getState().show([id])
}

/** A loose card is let go over a wire, at the end of its drag: one step back for both. */
export function dropOnWire(id: string, edge: Edge): void {
  useGraph.getState().settle((document) => intoEdge(document, id, edge, useCanvas.getState().sizes))
  useCanvas.getState().show([id])
}

/** From now on the person's own placing counts. */
export function touch(): void {
  const { untouched, news } = useCanvas.getState()
  if (untouched || news.length > 0) useCanvas.setState({ untouched: false, news: [] })
}

export function removeSelection(): void {
  const { selected, edge, apply } = useGraph.getState()
  if (edge) apply((document) => disconnect(document, edge))
  if (selected.length > 0) apply((document) => removeNodes(document, selected))
  useGraph.setState({ selected: [], edge: null })
}

/** The selection as text for the clipboard, or null when there is none. */
export function copiedSelection(): string | null {
  const { selected } = useGraph.getState()
  const document = currentDocument()
  return document && selected.length > 0 ? JSON.stringify(copy(document, selected)) : null
}

export function pasteText(text: string): boolean {
  const fragment = readFragment(text)
  const document = currentDocument()
  if (!fragment || !document) return false
  touch()
  const pasted = paste(document, fragment)
  useGraph.getState().apply(() => pasted.document)
  useGraph.getState().select(pasted.ids)
  return true
}

export function duplicateSelection(): void {
  const text = copiedSelection()
  if (text) pasteText(text)
}

/** Placed for this window; where every weight is drawn, wires only lead to the right. */
function arranged(document: NetDocument): NetDocument {
  const { sizes, room } = useCanvas.getState()
  const known = useCatalog.getState().catalog?.datasets ?? []
  const points = named(known, document.data?.dataset ?? '')?.sample_type === 'points'
  return asArranged(arrange(document, sizes, room, points ? 1 : undefined))
}

export function arrangeAll(): void {
  useGraph.getState().apply(arranged)
  useCanvas.getState().fit()
}

/**
 * The cards just showed their true sizes: arrange them, as long as nobody has placed anything by
 * hand. No step of the history.
 */
export function tidy(): void {
  const document = currentDocument()
  const { sizes, untouched, ownView, fit } = useCanvas.getState()
  const { history } = useGraph.getState()
  if (!document || !history) return
  if (!untouched) return settleNews()
  if (!document.nodes.every(({ id }) => sizes[id])) return
  const present = arranged(document)
  if (!equalJson(present.layout, document.layout)) {
    useGraph.setState({ history: { ...history, present } })
  }
  if (!ownView) fit(true)
}

/** New cards show their true sizes only now: they may need more room. No step of the history. */
function settleNews(): void {
  const { sizes, news } = useCanvas.getState()
  const { history } = useGraph.getState()
  if (!history) return
  const present = news.reduce((document, id) => makeRoom(document, id, sizes), history.present)
  if (present !== history.present) useGraph.setState({ history: { ...history, present } })
}

/** Apply the mend of a problem. */
export function fix(edits: readonly FixEdit[]): void {
  const before = currentDocument()
  if (!before) return
  touch()
  useGraph.getState().apply((document) => applyFix(document, edits, useCanvas.getState().sizes))
  const named = edits.flatMap((edit) => ('node' in edit ? [edit.node] : []))
  const came = currentDocument()?.nodes.filter(({ id }) => !nodeOf(before, id)) ?? []
  useCanvas.getState().show([...named, ...came.map(({ id }) => id)])
}

/** Select a node and give its card the focus. */
export function focusNode(id: string): void {
  if (useGraph.getState().connecting === null) useGraph.getState().select([id])
  const selector = `.react-flow__node[data-id="${CSS.escape(id)}"]`
  document.querySelector<HTMLElement>(selector)?.focus()
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** The node an arrow key leads to: along the wires, or to the nearest one above or below. */
export function neighbor(document: NetDocument, from: string, direction: Direction): string | null {
  if (direction === 'right') return document.edges.find((edge) => edge[0] === from)?.[1] ?? null
  if (direction === 'left') return document.edges.find((edge) => edge[1] === from)?.[0] ?? null
  if (!nodeOf(document, from)) return null
  const [x, y] = placeOf(document, from)
  const sign = direction === 'down' ? 1 : -1
  const candidates = document.nodes.flatMap(({ id }) => {
    const [otherX, otherY] = placeOf(document, id)
    const dy = (otherY - y) * sign
    return id !== from && dy > 0 ? [{ id, distance: dy + Math.abs(otherX - x) * 2 }] : []
  })
  return candidates.sort((a, b) => a.distance - b.distance)[0]?.id ?? null
}
