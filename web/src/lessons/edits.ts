/** What a button of a lesson does to the network and to single weights of the run. Pure. */

import type { TryEdit, WeightEdit } from '../api/lessons'
import type { Setting } from '../live/weights'
import type { Json, NetDocument } from '../model/document'
import { nodeOf, sameEdge } from '../model/document'
import { applyFix } from '../model/problems'

function isWeightEdit(edit: TryEdit): edit is WeightEdit {
  return edit.op === 'weight' || edit.op === 'weights'
}

/** The numbers of all weight edits, one after the other. */
export function settingsOf(edits: readonly TryEdit[]): readonly Setting[] {
  return edits.filter(isWeightEdit).flatMap((edit) => {
    const { node, weight } = edit
    if (edit.op === 'weight') return [{ node, weight, index: [...edit.index], value: edit.value }]
    return numbersOf(edit.values).map(([place, value]) => ({
      node,
      weight,
      index: filled(edit.index, place),
      value,
    }))
  })
}

/** Every number of nested lists with its place. */
function numbersOf(values: Json): readonly (readonly [place: number[], value: number])[] {
  if (typeof values === 'number') return [[[], values]]
  if (!Array.isArray(values)) return []
  return values.flatMap((inner, n) =>
    numbersOf(inner).map(([place, value]) => [[n, ...place], value] as const),
  )
}

/** The fixed entries of an index with the place put into its gaps. */
function filled(index: readonly (number | null)[] | undefined, place: number[]): number[] {
  if (!index) return place
  const rest = [...place]
  return index.map((entry) => entry ?? rest.shift() ?? 0)
}

/** The document after the edits, each finding what it changes; null where one does not. */
export function edited(document: NetDocument, edits: readonly TryEdit[]): NetDocument | null {
  let present = document
  for (const edit of edits) {
    if (!fits(present, edit)) return null
    if (!isWeightEdit(edit)) present = applyFix(present, [edit])
  }
  return present
}

function fits(document: NetDocument, edit: TryEdit): boolean {
  if ('node' in edit) return nodeOf(document, edit.node) !== undefined
  if (!('edge' in edit)) return true
  const there = document.edges.some((other) => sameEdge(other, edit.edge))
  if (edit.op !== 'connect') return there
  return edit.edge.every((end) => nodeOf(document, end) !== undefined)
}
