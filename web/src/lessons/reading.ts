/** What the blocks of a step know of where they stand. */

import { createContext, useContext } from 'react'
import type { Lesson, Step, Term } from '../api/lessons'

export interface Reading {
  readonly lesson: Lesson
  readonly step: Step
  readonly startAgain: () => void
}

export const ReadingContext = createContext<Reading | null>(null)

export function useReading(): Reading {
  const reading = useContext(ReadingContext)
  if (!reading) throw new Error('a block of a lesson stands outside of one')
  return reading
}

/** Terms by id: of the lesson, or of the whole glossary. */
export const TermsContext = createContext<Readonly<Record<string, Term>>>({})
