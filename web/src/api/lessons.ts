/** The routes of lessons, glossary, tasks and progress, with the trees they answer. */

import type { Json, NetDocument } from '../model/document'
import type { Part } from '../model/parts'
import type { FixEdit, Text } from '../model/problems'
import { ask, change } from './client'

export interface Unit {
  readonly name: string
  readonly title: Text
}

/** A lesson on the map. */
export interface LessonAbout {
  readonly slug: string
  readonly unit: string
  readonly number: number
  readonly title: Text
  readonly summary: Text
  readonly minutes: number
  readonly needs: readonly string[]
  readonly steps: readonly string[]
  readonly tasks: readonly string[]
}

export interface LessonMap {
  readonly units: readonly Unit[]
  readonly lessons: readonly LessonAbout[]
}

/** A piece of text; never HTML. */
export interface TextNode {
  readonly type: string
  readonly children?: readonly TextNode[] | null
  readonly text?: string | null
  readonly ordered?: boolean | null
  readonly href?: string | null
  readonly term?: string | null
}

export type Passage = Readonly<Record<'en' | 'de', readonly TextNode[]>>

/** Numbers of the run, which no document holds: one of them, or a block of them. */
export type WeightEdit =
  | { op: 'weight'; node: string; weight: string; index: readonly number[]; value: number }
  | {
      op: 'weights'
      node: string
      weight: string
      /** One entry for each axis, null for the whole of it; missing: all axes whole. */
      index?: readonly (number | null)[]
      values: Json
    }

export type TryEdit = FixEdit | WeightEdit

export interface Binding {
  readonly node?: string
  readonly weight?: string
  readonly index?: readonly number[]
  readonly unit?: number
  readonly knob?: string
}

export interface ProseBlock {
  readonly directive: 'prose'
  readonly words: Passage
}
export interface NetworkBlock {
  readonly directive: 'network'
  readonly document: NetDocument
  readonly allow: readonly Part[] | null
  /** ``test 0``: the part and the row whose example the pictures show. */
  readonly sample?: string | null
}
export interface PredictBlock {
  readonly directive: 'predict'
  readonly id: string
  readonly words: Passage
  readonly options: Readonly<Record<'en' | 'de', readonly (readonly TextNode[])[]>>
  readonly after: Passage
}
export interface TryBlock {
  readonly directive: 'try'
  readonly id: string
  readonly label: Text
  readonly edits: readonly TryEdit[]
  readonly play: boolean
  readonly reset: boolean
}
export interface Choice {
  readonly text: Passage
  readonly right: boolean
  readonly feedback: Passage
}
export interface QuizBlock {
  readonly directive: 'quiz'
  readonly id: string
  readonly words: Passage
  readonly choices: readonly Choice[] | null
  readonly number: {
    readonly value: number
    readonly tolerance: number
    readonly right: Passage
    readonly wrong: Passage
  } | null
}
export interface TaskBlock {
  readonly directive: 'task'
  readonly id: string
  readonly words: Passage
  readonly goals: readonly { readonly goal: string; readonly text: Text }[]
  readonly hints: readonly Passage[]
}
export interface FormulaBlock {
  readonly directive: 'formula'
  readonly tex: string
  readonly symbols: Readonly<Record<string, Binding>>
  readonly words: Passage | null
}
export interface ViewBlock {
  readonly directive: 'view'
  readonly picture: 'plane' | 'weights' | 'activation' | 'curves'
  readonly node: string | null
  readonly unit: number | null
  readonly words: Passage | null
}

export type Block =
  | ProseBlock
  | NetworkBlock
  | PredictBlock
  | TryBlock
  | QuizBlock
  | TaskBlock
  | FormulaBlock
  | ViewBlock

export interface Step {
  readonly id: string
  readonly title: Text
  readonly focus: readonly string[]
  readonly blocks: readonly Block[]
}

export interface Term {
  readonly name: Text
  readonly text: Passage
}

/** A term of the glossary with the lesson that defines it. */
export interface GlossaryTerm extends Term {
  readonly id: string
  readonly lesson: string
}

export interface Lesson extends Omit<LessonAbout, 'steps'> {
  readonly terms: readonly string[]
  readonly steps: readonly Step[]
  readonly glossary: Readonly<Record<string, Term>>
}

export interface GoalAnswer {
  readonly goal: string
  readonly passed: boolean
  readonly asked: Text
  readonly reached: Text
  readonly hint: Text | null
}

export interface CheckAnswer {
  readonly passed: boolean
  readonly goals: readonly GoalAnswer[]
}

export interface QuizAnswer {
  readonly answer: number
  readonly right: boolean
}

/** How far somebody is in one lesson. */
export interface Progress {
  readonly step: string | null
  /** Finished tasks; only the server writes them. */
  readonly done: Readonly<Record<string, { readonly at: string }>>
  readonly guesses: Readonly<Record<string, number>>
  readonly answers: Readonly<Record<string, QuizAnswer>>
  readonly hints: Readonly<Record<string, number>>
  readonly document: NetDocument | null
}

export interface LessonProgress extends Progress {
  readonly lesson: string
}

/** What the page may write of it. */
export type ProgressChange = Partial<Omit<Progress, 'done'>>

export const getLessons = () => ask<LessonMap>('/lessons')

export const getLesson = (slug: string) => ask<Lesson>(`/lessons/${slug}`)

export const getGlossary = () => ask<readonly GlossaryTerm[]>('/glossary')

export const getAllProgress = () => ask<readonly LessonProgress[]>('/progress')

export const getProgress = (slug: string) => ask<Progress>(`/progress/${slug}`)

export const putProgress = (slug: string, what: ProgressChange, leaving: boolean) =>
  change<unknown>('PUT', `/progress/${slug}`, what, leaving)

export const checkTask = (slug: string, task: string, document: NetDocument, run: string | null) =>
  change<CheckAnswer>('POST', `/lessons/${slug}/tasks/${task}/check`, { document, run })

/** How many networks are judged before one's own; null when none of one's own waits. */
export const getQueue = (slug: string, task: string) =>
  ask<{ readonly ahead: number | null }>(`/lessons/${slug}/tasks/${task}/check`)
