/** The moments seen since an instrument was opened; of a long run every second of the older ones. */

import type { Moment } from './reading'

const MOST = 160

/** Adds what is newer; a run that began anew forgets what was before. Answers whether it changed. */
export function recorded(moments: Moment[], next: Moment): boolean {
  const last = moments.at(-1)
  if (last && next.step < last.step) moments.length = 0
  if (last?.step === next.step) moments.pop()
  moments.push(next)
  if (moments.length > MOST) {
    const kept = moments.filter((_, n) => n % 2 === 0 || n > MOST / 2)
    moments.splice(0, moments.length, ...kept)
  }
  return moments.length > 1
}

/** At most `count` of them, evenly picked, always with the newest; oldest first. */
export function picked<T>(moments: readonly T[], count: number): T[] {
  if (moments.length <= count) return [...moments]
  const last = moments.length - 1
  return Array.from({ length: count }, (_, n) => Math.round((n * last) / (count - 1))).map(
    (place) => moments[place] as T,
  )
}
