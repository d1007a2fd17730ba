/** Undo and redo over whole documents; they share their unchanged parts, so keeping 200 is cheap. */

export interface History<T> {
  readonly past: readonly T[]
  readonly present: T
  readonly future: readonly T[]
  /** What the last change belonged to, so that one slider drag is one step back. */
  readonly group: string | null
}

const KEPT = 200

export function begin<T>(present: T): History<T> {
  return { past: [], present, future: [], group: null }
}

/** Go on to a next state; the same ``group`` again replaces instead of adding. */
export function advance<T>(history: History<T>, next: T, group: string | null = null): History<T> {
  if (next === history.present) return history
  const past =
    group !== null && group === history.group
      ? history.past
      : [...history.past, history.present].slice(-KEPT)
  return { past, present: next, future: [], group }
}

/** End the group: the next change is a step of its own. */
export function settle<T>(history: History<T>): History<T> {
  return history.group === null ? history : { ...history, group: null }
}

export function undo<T>(history: History<T>): History<T> {
  const present = history.past.at(-1)
  if (present === undefined) return history
  const future = [history.present, ...history.future]
  return { past: history.past.slice(0, -1), present, future, group: null }
}

export function redo<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future
  if (present === undefined) return history
  return { past: [...history.past, history.present], present, future, group: null }
}
