/** The document being built, its history, what is selected and what the server says about it. */

import { create } from 'zustand'
import type { Checked } from '../api/routes'
import type { Edge, NetDocument, NetNode } from '../model/document'
import { nodeOf, sameEdge } from '../model/document'
import { connect, refusal, type Refusal } from '../model/edits'
import type { History } from '../model/history'
import { advance, begin, redo, settle, undo } from '../model/history'
import type { Problem } from '../model/problems'
import { isArranged } from './arranged'
import { useCanvas } from './canvas'
import { layerKind } from './catalog'
import { permits } from './guide'
import { isFrozen } from './session'

interface GraphState {
  readonly history: History<NetDocument> | null
  readonly selected: readonly string[]
  readonly edge: Edge | null
  /** The node whose wire is being made by clicks. */
  readonly connecting: string | null
  /** A wire that was refused, until the next action. */
  readonly refused: { readonly edge: Edge; readonly why: Refusal } | null
  readonly checked: Checked | null
  /** The document that ``checked`` is about. */
  readonly checkedDocument: NetDocument | null
  load(document: NetDocument): void
  /** What a person changes; a lesson may not let them. */
  apply(edit: (document: NetDocument) => NetDocument, group?: string): void
  /** What a lesson's button changes: one step back. */
  put(document: NetDocument): void
  /** Take over what another page did: one step back however many changes came in a row. */
  follow(document: NetDocument): void
  /** End a group of changes, perhaps with a last one that belongs to the same step. */
  settle(edit?: (document: NetDocument) => NetDocument): void
  undo(): void
  redo(): void
  select(ids: readonly string[]): void
  selectEdge(edge: Edge | null): void
  startConnecting(id: string | null): void
  wire(edge: Edge): void
}

const NOTHING = { selected: [], edge: null, connecting: null, refused: null }

export const useGraph = create<GraphState>((set, get) => ({
  history: null,
  ...NOTHING,
  checked: null,
  checkedDocument: null,
  load: (document) =>
    set(({ history }) => ({
      history: history ? advance(settle(history), document) : begin(document),
      ...NOTHING,
      // Another network: shapes and counts of the one before say nothing of it.
      checked: null,
      checkedDocument: null,
    })),
  apply: (edit, group) =>
    set(({ history }) => {
      const next = history && edit(history.present)
      if (!next || isFrozen() || !permits(history.present, next)) return {}
      return { history: advance(history, next, group), refused: null }
    }),
  put: (document) =>
    set(({ history }) => ({
      history: history ? advance(settle(history), document) : begin(document),
      refused: null,
    })),
  follow: (document) =>
    set(({ history, selected, edge, connecting }) => ({
      history: history ? advance(history, document, 'another page') : begin(document),
      selected: selected.filter((id) => nodeOf(document, id)),
      edge: edge && document.edges.some((other) => sameEdge(other, edge)) ? edge : null,
      connecting: connecting !== null && nodeOf(document, connecting) ? connecting : null,
      refused: null,
    })),
  settle: (edit = (document) => document) =>
    set(({ history }) =>
      history ? { history: settle(advance(history, edit(history.present), history.group)) } : {},
    ),
  undo: () => set(({ history }) => stepped(history && !isFrozen() ? undo(history) : null)),
  redo: () => set(({ history }) => stepped(history && !isFrozen() ? redo(history) : null)),
  select: (selected) => {
    if (!sameIds(selected, get().selected)) set({ selected, edge: null, refused: null })
  },
  selectEdge: (edge) => set({ edge, selected: [] }),
  startConnecting: (connecting) => set({ connecting, refused: null }),
  wire: (edge) => {
    const { history, apply } = get()
    if (!history) return
    const why = refusal(history.present, edge)
    set({ connecting: null })
    if (why) return set({ refused: { edge, why } })
    const kind = layerKind(nodeOf(history.present, edge[1])?.kind ?? '')
    apply((document) => connect(document, edge, kind ? kind.inputs[1] : null))
  },
}))

function stepped(history: History<NetDocument> | null): Partial<GraphState> {
  if (!history) return {}
  // Places that somebody gave come back with the network and are kept.
  useCanvas.setState({ untouched: isArranged(history.present) })
  const exists = (id: string) => nodeOf(history.present, id) !== undefined
  return {
    history,
    selected: useGraph.getState().selected.filter(exists),
    edge: null,
    connecting: null,
    refused: null,
  }
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id))
}

export function currentDocument(): NetDocument | null {
  return useGraph.getState().history?.present ?? null
}

export function useDocument(): NetDocument | null {
  return useGraph((state) => state.history?.present ?? null)
}

export function useNode(id: string | undefined): NetNode | undefined {
  return useGraph((state) => {
    const document = state.history?.present
    return document && id !== undefined ? nodeOf(document, id) : undefined
  })
}

const NONE: readonly Problem[] = []

export function useProblems(): readonly Problem[] {
  return useGraph((state) => state.checked?.problems ?? NONE)
}

/** Problems at this wire, or at this node when they name no wire. */
export function at(problems: readonly Problem[], place: { node?: string; edge?: Edge }) {
  const { node, edge } = place
  return problems.filter((problem) =>
    edge ? problem.edge && sameEdge(problem.edge, edge) : !problem.edge && problem.node === node,
  )
}
