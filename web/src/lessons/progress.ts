/** How far the learner is in the open lesson: known at once here, kept on the server soon after. */

import { create } from 'zustand'
import { Refused } from '../api/client'
import { getProgress, putProgress, type Progress, type ProgressChange } from '../api/lessons'

interface ProgressState extends Progress {
  readonly lesson: string
  /** The step somebody was at when the lesson was opened. */
  readonly came: string | null
  /** What was done could not be kept yet. */
  readonly failing: boolean
  open(lesson: string): Promise<void>
  note(what: ProgressChange): void
  /** The server has said that a task is done. */
  finish(task: string): void
}

export const NOTHING: Progress = {
  step: null,
  done: {},
  guesses: {},
  answers: {},
  hints: {},
  document: null,
}

const PAUSE = 400
const AGAIN = 3000

let pending: ProgressChange = {}
let timer = 0

export const useProgress = create<ProgressState>((set, get) => ({
  ...NOTHING,
  lesson: '',
  came: null,
  failing: false,
  open: async (lesson) => {
    await flush()
    const known = await knownOf(lesson)
    set({ ...NOTHING, ...known, lesson, came: known?.step ?? null, failing: known === null })
  },
  note: (what) => {
    set(what)
    pending = { ...pending, ...what }
    plan(PAUSE)
  },
  finish: (task) => set({ done: { [task]: { at: new Date().toISOString() }, ...get().done } }),
}))

/** Null when the server cannot say: the lesson can be read all the same. */
async function knownOf(lesson: string): Promise<Progress | null> {
  try {
    return await getProgress(lesson)
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 401) throw error
    return null
  }
}

function plan(pause: number): void {
  window.clearTimeout(timer)
  timer = window.setTimeout(() => void flush(), pause)
}

/** Send what is not kept yet; what cannot be sent now is sent again. */
export async function flush(leaving = false): Promise<void> {
  window.clearTimeout(timer)
  const { lesson } = useProgress.getState()
  if (lesson === '' || Object.keys(pending).length === 0) return
  const sent = pending
  pending = {}
  try {
    await putProgress(lesson, sent, leaving)
    useProgress.setState({ failing: false })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    useProgress.setState({ failing: true })
    pending = { ...sent, ...pending }
    // What the server refuses it would refuse again: that goes along with the next change.
    if (error.status === 0) plan(AGAIN)
  }
}

/** The browser may close the page at any moment; what is pending goes out then. */
window.addEventListener('pagehide', () => void flush(true))
