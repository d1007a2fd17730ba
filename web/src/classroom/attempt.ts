/** Something asked of the server once: under way, refused, or to be tried again only later. */

import { useEffect, useState } from 'react'
import { Refused } from '../api/client'
import type { Problem } from '../model/problems'

export interface Attempt {
  readonly busy: boolean
  readonly problem: Problem | null
  /** Seconds until another try is of use. */
  readonly wait: number
  /** When that will be, in milliseconds of the clock. */
  readonly until: number
  /** Run it; answers what came back, or null after a refusal. */
  run<T>(act: () => Promise<T>): Promise<T | null>
}

export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [until, setUntil] = useState(0)
  const [wait, setWait] = useState(0)
  useEffect(() => {
    if (until === 0) return
    // Read off the clock: a page in the background or a laptop asleep counts too slowly.
    const timer = setInterval(() => {
      const left = secondsTo(until)
      setWait(left)
      if (left > 0) return
      setProblem(null)
      setUntil(0)
    }, 500)
    return () => clearInterval(timer)
  }, [until])
  const run = async <T>(act: () => Promise<T>): Promise<T | null> => {
    setBusy(true)
    setProblem(null)
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const then = error.wait > 0 ? Date.now() + 1000 * error.wait : 0
      setProblem(error.problems[0] ?? null)
      setUntil(then)
      setWait(secondsTo(then))
      return null
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, wait, until, run }
}

function secondsTo(then: number): number {
  return Math.max(0, Math.ceil((then - Date.now()) / 1000))
}
