/** Something asked of the server by a page: the newest answer, and how to ask again. */

import { useCallback, useEffect, useRef, useState } from 'react'
import { Refused } from '../api/client'
import type { Problem } from '../model/problems'

export interface Asked<T> {
  readonly value: T | null
  readonly problem: Problem | null
  again(): Promise<void>
  /** Put in its place what is known already. */
  put(value: T): void
}

/** ``key`` says what is asked for; another key forgets the answer before. */
export function useAsked<T>(key: string, question: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<{ key: string; value: T | null; problem: Problem | null }>({
    key,
    value: null,
    problem: null,
  })
  const latest = useRef(question)
  useEffect(() => {
    latest.current = question
  })
  const again = useCallback(async () => {
    try {
      const value = await latest.current()
      setState({ key, value, problem: null })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setState({ key, value: null, problem: error.problems[0] ?? null })
    }
  }, [key])
  useEffect(() => {
    void again()
  }, [again])
  const put = useCallback((value: T) => setState({ key, value, problem: null }), [key])
  const known = state.key === key
  return {
    value: known ? state.value : null,
    problem: known ? state.problem : null,
    again,
    put,
  }
}
