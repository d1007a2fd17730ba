/** Something asked of the server once: under way, refused, or to be tried again only later. */

import { useEffect, useState } from 'react'
import { Refused } from '../api/client'
import type { Problem } from '../model/problems'

export interface Attempt {
  readonly busy: boolean
  readonly problem: Problem | null
  /** Seconds until another try is of use. */
  readonly wait: number
  /** Run it; answers what came back, or null after a refusal. */
  run<T>(act: () => Promise<T>): Promise<T | null>
  /** Something else is being tried: the refusal no longer holds. */
  forget(): void
}

export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [wait, setWait] = useState(0)
  useEffect(() => {
    if (wait === 0) return
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])
  const run = async <T>(act: () => Promise<T>): Promise<T | null> => {
    setBusy(true)
    setProblem(null)
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setProblem(error.problems[0] ?? null)
      setWait(Math.ceil(error.wait))
      return null
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, wait, run, forget: () => setProblem(null) }
}
