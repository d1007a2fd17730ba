/** Runs that went on from a moment of another one: which there are, and their curves. */

import { create } from 'zustand'

import type { Row } from '../wire/messages.gen'
import { carried } from './agreement'
import { edited, enter, useRun, type RunDocument } from './run'

/** A run of this page; `rows` are its curve as it was when the page last looked at it. */
export interface Branch {
  readonly run: string
  readonly number: number
  /** The step it began at; 0 for the first run. */
  readonly step: number
  readonly rows: readonly Row[]
}

interface Branches {
  readonly all: readonly Branch[]
  /** Goes on from the moment that is shown, in a run of its own. */
  branch(): Promise<void>
  /** Looks at another one. */
  visit(run: string): Promise<void>
  /** Forgets one that is not looked at. */
  drop(run: string): void
}

export const useBranches = create<Branches>((set, get) => ({
  all: [],
  branch: async () => {
    const { run, document, status } = useRun.getState()
    if (run === null || document === null || status === null) return
    const answer = await fetch(`/api/runs/${run}/branch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ document }),
    }).catch(() => null)
    if (!answer?.ok) return refused(answer)
    const { id } = (await answer.json()) as { id: string }
    const step = status.shown ?? status.step
    const before = withPresent(get().all)
    set({ all: [...before, { run: id, number: next(before), step, rows: [] }] })
    carried.add(id)
    enter(id)
  },
  visit: async (run) => {
    const answer = await fetch(`/api/runs/${run}`).catch(() => null)
    if (!answer?.ok) return refused(answer)
    const { document } = (await answer.json()) as { document: RunDocument }
    useRun.getState().pause()
    set({ all: withPresent(get().all) })
    enter(run)
    edited(run, document)
  },
  drop: (run) => set({ all: get().all.filter((one) => one.run !== run) }),
}))

/** The run that is looked at is among them, with its curve as it is now. */
function withPresent(all: readonly Branch[]): readonly Branch[] {
  const { run, rows } = useRun.getState()
  if (run === null) return all
  const kept = [...rows]
  if (all.some((one) => one.run === run))
    return all.map((one) => (one.run === run ? { ...one, rows: kept } : one))
  return [...all, { run, number: next(all), step: 0, rows: kept }]
}

function next(all: readonly Branch[]): number {
  return Math.max(0, ...all.map(({ number }) => number)) + 1
}

async function refused(answer: Response | null): Promise<void> {
  const body = (await answer?.json().catch(() => null)) as {
    problems?: NonNullable<ReturnType<typeof useRun.getState>['problem']>[]
  } | null
  useRun.setState({ problem: body?.problems?.[0] ?? null })
}
