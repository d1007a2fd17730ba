/** What a button of a lesson does to the network and to single weights of the run. Pure. */

import type { TryEdit, WeightEdit } from '../api/lessons'
import type { Json } from '../model/document'
import type { FixEdit } from '../model/problems'

/** One number of one weight tensor. */
export interface Setting {
  readonly node: string
  readonly weight: string
  readonly index: number[]
  readonly value: number
}

export function isWeightEdit(edit: TryEdit): edit is WeightEdit {
  return edit.op === 'weight' || edit.op === 'weights'
}

export function documentEdits(edits: readonly TryEdit[]): readonly FixEdit[] {
  return edits.filter((edit): edit is FixEdit => !isWeightEdit(edit))
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

/** The nodes that edits need to find. */
export function nodesIn(edits: readonly TryEdit[]): readonly string[] {
  return edits.flatMap((edit) => {
    if ('node' in edit) return [edit.node]
    return edit.op === 'insert' || edit.op === 'disconnect' || edit.op === 'connect'
      ? [...edit.edge]
      : []
  })
}
