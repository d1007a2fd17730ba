/** What a page asks the server for when it opens. */

import { useEffect, useState } from 'react'
import { Refused } from '../api/client'

export interface Asked<T> {
  readonly answer: T | null
  readonly refused: Refused | null
}

/** ``question`` must be the same function at every call. */
export function useAsked<T>(question: () => Promise<T>): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ answer: null, refused: null })
  useEffect(() => {
    let gone = false
    question().then(
      (answer) => {
        if (!gone) setAsked({ answer, refused: null })
      },
      (error: unknown) => {
        if (!(error instanceof Refused)) throw error
        if (!gone) setAsked({ answer: null, refused: error })
      },
    )
    return () => {
      gone = true
    }
  }, [question])
  return asked
}
