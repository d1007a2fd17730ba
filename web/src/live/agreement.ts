/** Whether the run has the data that the page shows: until it does, no example's numbers are shown. */

import { create } from 'zustand'

import { askRefusedAgain, forgetExamples, listenAgain } from './probes'
import { usePick, useSample } from './sample'

/** A data set's name; null where a document has none, undefined while it is not known. */
type Dataset = string | null | undefined

/** The data set of the network on the page, known before the server has heard of it. */
export const useShown = create<{ dataset: Dataset }>(() => ({ dataset: undefined }))

let had: Dataset
let agreed = true

/** The page shows this from now on. Another data set begins with its first example. */
export function shows(document: object): void {
  const before = useShown.getState().dataset
  const dataset = datasetOf(document)
  if (dataset === before) return
  useShown.setState({ dataset })
  if (before !== undefined) {
    useSample.getState().choose('training', 0)
    usePick.getState().unpin()
  }
  settle()
}

/** The run has this document; null: one is on its way, and it is not certain which one counts. */
export function has(document: object | null): void {
  had = document === null ? undefined : datasetOf(document)
  settle()
  if (document !== null) askRefusedAgain()
}

/** What a document calls its data set. */
export function datasetOf(document: object): string | null {
  const { data } = document as { data?: { dataset?: string } | null }
  return data?.dataset ?? null
}

/** What of a document changes training: moving a node about is nobody's business but the canvas's. */
export function meaning(document: object): string {
  return JSON.stringify({ ...document, layout: undefined, name: undefined })
}

function settle(): void {
  const { dataset } = useShown.getState()
  const now = dataset === undefined || dataset === had
  if (now === agreed) return
  agreed = now
  if (now) listenAgain()
  else forgetExamples()
}

/** Runs that keep what fits of their weights when the structure changes: branches of others. */
export const carried = new Set<string>()
