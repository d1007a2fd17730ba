/** Whether the learner's network has visibly trained on since something, for what is told after. */

import { create } from 'zustand'
import { useRun } from '../live/run'
import type { Status } from '../wire/messages.gen'

/** So long must it have trained before what happened can have been seen; or some steps, and rest. */
const SEEN_MS = 2500
const SEEN_STEPS = 10
/** Between two notices more time than this was not spent training. */
const LONGEST_GAP_MS = 1000

interface Since {
  readonly ms: number
  readonly steps: number
}

interface TrainedState {
  /** What was trained since each thing that waits for it. */
  readonly since: Readonly<Record<string, Since>>
  readonly seen: Readonly<Record<string, true>>
  /** From now on count for this. */
  wait(name: string): void
  /** Something else than training has happened that shows it. */
  acted(): void
}

export const useTrained = create<TrainedState>((set) => ({
  since: {},
  seen: {},
  wait: (name) => set(({ since }) => ({ since: { [name]: { ms: 0, steps: 0 }, ...since } })),
  acted: () =>
    set(({ since, seen }) => ({
      seen: {
        ...seen,
        ...Object.fromEntries(Object.keys(since).map((name): [string, true] => [name, true])),
      },
    })),
}))

/** What one more notice adds; a run that began anew counts from zero. */
export function added(
  since: Since,
  before: Pick<Status, 'step'>,
  now: Pick<Status, 'step'>,
  gap: number,
): Since {
  const steps = now.step >= before.step ? now.step - before.step : now.step
  if (steps === 0) return since
  return { ms: since.ms + Math.min(gap, LONGEST_GAP_MS), steps: since.steps + steps }
}

export function isSeen({ ms, steps }: Since, playing: boolean): boolean {
  return playing ? ms >= SEEN_MS : steps >= SEEN_STEPS
}

let last: { status: Status; at: number } | null = null

useRun.subscribe(({ status }) => {
  if (!status || status === last?.status) return
  const before = last
  last = { status, at: performance.now() }
  const { since, seen } = useTrained.getState()
  const names = Object.keys(since).filter((name) => !seen[name])
  if (names.length === 0 || before?.status.run !== status.run) return
  const gap = last.at - before.at
  const next = names.map((name) => {
    const known = since[name] ?? { ms: 0, steps: 0 }
    return [name, added(known, before.status, status, gap)] as const
  })
  const done = next
    .filter(([, one]) => isSeen(one, status.playing))
    .map(([name]): [string, true] => [name, true])
  useTrained.setState({
    since: { ...since, ...Object.fromEntries(next) },
    ...(done.length > 0 ? { seen: { ...seen, ...Object.fromEntries(done) } } : {}),
  })
})
