/** What is wrong with a document, as the server says it, and applying the mend it offers. */

import type { Config, Edge, Json, NetDocument } from './document'
import { nodeOf } from './document'
import {
  choose,
  connect,
  disconnect,
  insertOnEdge,
  removeNodes,
  setData,
  setField,
  setTraining,
} from './edits'
import { share } from './joins'
import type { Sizes } from './room'

export interface Text {
  readonly en: string
  readonly de: string
}

export type FixEdit =
  | { op: 'insert'; kind: string; config?: Config; edge: Edge }
  | { op: 'set'; node: string; field: string; value: Json }
  | { op: 'training'; field: string; value: Json }
  | { op: 'data'; field: string; value: Json }
  | { op: 'share'; node: string; with: string | null }
  | { op: 'connect'; edge: Edge }
  | { op: 'disconnect'; edge: Edge }
  | { op: 'remove'; node: string }

export interface Problem {
  readonly code: string
  readonly message: Text
  readonly node: string | null
  readonly edge: Edge | null
  readonly field: string | null
  readonly fix: { readonly label: Text; readonly edits: readonly FixEdit[] } | null
}

/** Whether it is the choice of the data that is wrong, such as a target that cannot be one. */
export const isAboutData = ({ field }: Problem) => field?.startsWith('data.options.') ?? false

/** The document after the edits of a fix, in their order. */
export function applyFix(
  document: NetDocument,
  edits: readonly FixEdit[],
  sizes?: Sizes,
): NetDocument {
  return edits.reduce((present, edit) => applyEdit(present, edit, sizes), document)
}

function applyEdit(document: NetDocument, edit: FixEdit, sizes?: Sizes): NetDocument {
  switch (edit.op) {
    case 'insert':
      return insertOnEdge(document, edit.edge, edit.kind, edit.config ?? {}, sizes).document
    case 'set':
      return edit.field === 'kind' && typeof edit.value === 'string'
        ? changeKind(document, edit.node, edit.value)
        : setField(document, edit.node, edit.field, edit.value)
    case 'training':
      return chosen(document, edit.field, edit.value)
    case 'data':
      return setData(document, edit.field, edit.value)
    case 'share':
      return share(document, edit.node, edit.with)
    case 'connect':
      return connect(document, edit.edge)
    case 'disconnect':
      return disconnect(document, edit.edge)
    case 'remove':
      return removeNodes(document, [edit.node])
  }
}

function chosen(document: NetDocument, field: string, value: Json): NetDocument {
  if (typeof value !== 'string') return setTraining(document, field, value)
  if (field === 'loss.kind') return choose(document, 'loss', value)
  if (field === 'optimizer.kind') return choose(document, 'optimizer', value)
  return setTraining(document, field, value)
}

function changeKind(document: NetDocument, id: string, kind: string): NetDocument {
  if (!nodeOf(document, id)) return document
  const nodes = document.nodes.map((node) => (node.id === id ? { id, kind } : node))
  return { ...document, nodes }
}
