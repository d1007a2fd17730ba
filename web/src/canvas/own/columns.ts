/** What a document says about a table's columns, read and written beside what was guessed. */

import type { OwnTable } from '../../api/own'
import type { Config, DataSpec } from '../../model/document'

export type Use = 'in' | 'out' | 'target'

/** The choices in force: the kind says whether the target is a class or a number. */
export interface Chosen {
  readonly dataset: string
  readonly target: number
  readonly inputs: readonly number[]
  readonly words: readonly number[]
}

export function chosenOf(table: OwnTable, data: DataSpec | null): Chosen {
  const { target, inputs, words } = data?.options ?? {}
  const place = typeof target === 'number' ? target : table.guess.target
  return {
    dataset: data?.dataset ?? 'own_table',
    target: place,
    inputs: Array.isArray(inputs) ? (inputs as number[]) : usable(table, place),
    words: Array.isArray(words) ? (words as number[]) : [],
  }
}

/** The columns that go in by themselves, as the engine takes them. */
function usable({ columns }: OwnTable, target: number): number[] {
  return columns.flatMap(({ can, ids }, place) =>
    can.length > 0 && !ids && place !== target ? [place] : [],
  )
}

export function optionsOf(id: string, table: OwnTable, chosen: Chosen): Config {
  const ascending = [...chosen.inputs].sort((a, b) => a - b)
  const standard = String(ascending) === String(usable(table, chosen.target))
  return {
    set: id,
    ...(chosen.target === table.guess.target ? {} : { target: chosen.target }),
    ...(standard ? {} : { inputs: ascending }),
    ...(chosen.words.length === 0 ? {} : { words: [...chosen.words] }),
  }
}
