/** Something asked of the server by a page: the newest answer, and how to ask again. */

import { useCallback, useEffect, useRef, useState } from 'react'
import { Refused } from '../api/client'
import type { Problem } from '../model/problems'

interface Answer<T> {
  readonly value: T | null
  readonly refused: Refused | null
}

export interface Asked<T> extends Answer<T> {
  /** Why there is no value, in words. */
  readonly problem: Problem | null
  again(): Promise<void>
  /** Put in its place what is known already. */
  put(value: T): void
}

/** ``key`` says what is asked for; another key forgets the answer before. */
export function useAsked<T>(key: string, question: () => Promise<T>): Asked<T> {
  const [state, setState] = useState<Answer<T> & { readonly key: string }>({
    key,
    value: null,
    refused: null,
  })
  const latest = useRef(question)
  const count = useRef(0)
  useEffect(() => {
    latest.current = question
  })
  const again = useCallback(async () => {
    const number = ++count.current
    const answer = await answered(latest.current)
    // An older question may be answered later than the newest.
    if (number === count.current) setState({ key, ...answer })
  }, [key])
  useEffect(() => {
    void again()
  }, [again])
  const put = useCallback(
    (value: T) => {
      count.current += 1
      setState({ key, value, refused: null })
    },
    [key],
  )
  const { value, refused } = state.key === key ? state : { value: null, refused: null }
  return { value, refused, problem: refused?.problems[0] ?? null, again, put }
}

async function answered<T>(question: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await question(), refused: null }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { value: null, refused: error }
  }
}
