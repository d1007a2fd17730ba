/** Whether a network trains that the page no longer shows: its change was refused, the run has the one before. */

import { create } from 'zustand'

import { useRun } from './run'

export const useBefore = create<{ trains: boolean }>(() => ({ trains: false }))

/** The step at which the page came to show something that cannot be trained. */
let since: number | null = null

useRun.subscribe(({ shown, document, status }) => {
  const refused = shown !== null && shown !== document
  since = refused ? (since ?? status?.step ?? 0) : null
  const trains = since !== null && status !== null && (status.playing || status.step !== since)
  if (trains !== useBefore.getState().trains) useBefore.setState({ trains })
})
