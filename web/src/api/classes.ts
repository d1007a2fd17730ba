/** The routes of a teacher's classes. */

import type { NetDocument } from '../model/document'
import { ask, change } from './client'
import { getLessons, type LessonAbout, type Passage } from './lessons'

export interface Course {
  readonly id: string
  readonly name: string
  /** Null while it is revoked. */
  readonly code: string | null
  readonly code_expires: string | null
  readonly frozen: boolean
  readonly lessons: readonly string[]
  /** How many there are. */
  readonly learners: number
}

export interface Learner {
  readonly id: string
  readonly name: string
  readonly joined: string
  /** Whether a page of theirs is open. */
  readonly here: boolean
}

interface SavedNetwork {
  readonly id: string
  readonly name: string
  readonly document: NetDocument
  readonly updated: string
}

const at = (course: string, ...rest: string[]) =>
  ['/classes', course, ...rest].map((part, n) => (n ? encodeURIComponent(part) : part)).join('/')

export const getClasses = () => ask<Course[]>('/classes')

export const getClass = (course: string) => ask<Course>(at(course))

export const makeClass = (name: string, lessons: readonly string[]) =>
  change<Course>('POST', '/classes', { name, lessons })

export const changeClass = (course: string, changes: { name?: string; lessons?: string[] }) =>
  change<Course>('PATCH', at(course), changes)

export const removeClass = (course: string) => change<unknown>('DELETE', at(course))

export const newCode = (course: string) => change<unknown>('POST', at(course, 'code'))

export const revokeCode = (course: string) => change<unknown>('DELETE', at(course, 'code'))

export const getLearners = (course: string) => ask<Learner[]>(at(course, 'learners'))

export const removeLearner = (course: string, person: string) =>
  change<unknown>('DELETE', at(course, 'learners', person))

export const newWord = (course: string, person: string) =>
  change<{ word: string }>('POST', at(course, 'learners', person, 'word'))

export const freezeClass = (course: string, frozen: boolean) =>
  change<unknown>('PUT', at(course, 'frozen'), { frozen })

export const pushNetwork = (course: string, document: NetDocument) =>
  change<{ reached: number }>('POST', at(course, 'push'), { document })

/** Where the progress of a class lies as a table for a spreadsheet. */
export const progressTable = (course: string) => `/api${at(course, 'progress.csv')}`

export const getNetworks = () => ask<SavedNetwork[]>('/networks')

export type LessonCard = LessonAbout

export const getLessonCards = () => getLessons().then(({ lessons }) => lessons)

/** How far a learner is in one lesson they have begun. */
export interface LessonProgress {
  readonly person: string
  readonly name: string
  readonly lesson: string
  readonly step: string
  /** The tasks that were solved. */
  readonly done: readonly string[]
  readonly updated: string
}

export const getProgress = (course: string) => ask<LessonProgress[]>(at(course, 'progress'))

/** What a teacher is told about a lesson. */
export interface Notes {
  readonly aim: Passage
  readonly known: Passage
  readonly question: Passage
  readonly ask: readonly Passage[]
  readonly misconceptions: readonly Passage[]
  readonly trouble: Passage
  readonly short: Passage
  readonly extension: Passage
}

export const getNotes = (slug: string) => ask<Notes>(`/lessons/${slug}/notes`)
