/** The sets that this person brought, and what was wrong with the last file. */

import { create } from 'zustand'
import { Refused } from '../api/client'
import {
  bringOwn,
  getOwn,
  removeOwn,
  type Corrections,
  type OwnSet,
  type OwnSort,
} from '../api/own'
import type { Problem } from '../model/problems'

interface OwnState {
  readonly sets: readonly OwnSet[]
  readonly reading: boolean
  readonly problem: Problem | null
  /** The file behind a set, as long as the page has it: to read it once more with corrections. */
  readonly files: Readonly<Record<string, File>>
  look(): Promise<void>
  /** Bring a file or drawn points; null when it was refused, with the reason in ``problem``. */
  bring(
    sort: OwnSort,
    file: File,
    corrections?: Corrections,
    replaced?: string,
  ): Promise<OwnSet | null>
  remove(id: string): Promise<void>
}

export const useOwn = create<OwnState>((set, get) => {
  const told = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      set({ problem: error.problems[0] ?? null })
      return null
    }
  }
  return {
    sets: [],
    reading: false,
    problem: null,
    files: {},
    look: async () => {
      const sets = await told(getOwn)
      if (sets) set({ sets })
    },
    bring: async (sort, file, corrections, replaced) => {
      set({ reading: true, problem: null })
      const brought = await told(() => bringOwn(sort, file.name, file, corrections))
      set({ reading: false })
      if (!brought) return null
      if (replaced !== undefined && replaced !== brought.id) await told(() => removeOwn(replaced))
      set({ files: { ...get().files, [brought.id]: file } })
      await get().look()
      return brought
    },
    remove: async (id) => {
      await told(() => removeOwn(id))
      await get().look()
    },
  }
})
