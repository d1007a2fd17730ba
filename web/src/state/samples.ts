/** Small real samples of data sets, for thumbnails; each asked once and kept. */

import { create } from 'zustand'
import { Refused } from '../api/client'
import { fetchDataset, getAvailability, type Availability } from '../api/routes'
import { getSamples, type Samples } from '../api/samples'
import type { Config } from '../model/document'
import type { Problem } from '../model/problems'

interface SamplesState {
  readonly samples: Readonly<Record<string, Samples>>
  readonly available: Readonly<Record<string, Availability>>
  readonly problems: Readonly<Record<string, readonly Problem[]>>
  /** Ask for a thumbnail's samples under a name of one's own. */
  want(name: string, dataset: string, options?: Config, seed?: number): Promise<void>
  /** Ask whether a set is on the server. */
  look(dataset: string): Promise<Availability | null>
  /** Have the server fetch a set, looking at its progress until it is there. */
  fetch(dataset: string): Promise<void>
}

const THUMBNAIL = 120
const asked = new Set<string>()

export const useSamples = create<SamplesState>((set, get) => ({
  samples: {},
  available: {},
  problems: {},
  want: async (name, dataset, options = {}, seed = 0) => {
    if (asked.has(name)) return
    asked.add(name)
    try {
      const samples = await getSamples(dataset, {
        options,
        seed,
        validation_split: 0.1,
        part: 'training',
        offset: 0,
        count: THUMBNAIL,
      })
      set((state) => ({ samples: { ...state.samples, [name]: samples } }))
    } catch (error) {
      asked.delete(name)
      if (!(error instanceof Refused)) throw error
    }
  },
  look: async (dataset) => {
    try {
      const availability = await getAvailability(dataset)
      set((state) => ({ available: { ...state.available, [dataset]: availability } }))
      return availability
    } catch (error) {
      if (error instanceof Refused) return null
      throw error
    }
  },
  fetch: async (dataset) => {
    try {
      await fetchDataset(dataset)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      set((state) => ({ problems: { ...state.problems, [dataset]: error.problems } }))
    }
    for (;;) {
      const now = await get().look(dataset)
      if (!now?.fetching || now.missing === 0 || now.fetching.problem) return
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
  },
}))
