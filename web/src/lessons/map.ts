/** The lessons as a network: how far each is, and in which column and row its card stands. Pure. */

import type { LessonAbout, LessonMap, LessonProgress } from '../api/lessons'

type LessonState = 'done' | 'begun' | 'next' | 'open' | 'locked'

/** A lesson where it stands on the map. */
export interface Station {
  readonly lesson: LessonAbout
  readonly state: LessonState
  /** Needed lessons that are on this map; those not yet done are named where they lock it. */
  readonly needs: readonly string[]
  readonly open: readonly string[]
  /** Longest way from a beginning, counted in lessons. */
  readonly column: number
  readonly tasksDone: number
  /** The step somebody is at, from 1; 0 before the first. */
  readonly step: number
}

type Known = Readonly<Record<string, LessonProgress>>

export function stations(map: LessonMap, progress: readonly LessonProgress[]): readonly Station[] {
  const known: Known = Object.fromEntries(progress.map((one) => [one.lesson, one]))
  const slugs = new Set(map.lessons.map(({ slug }) => slug))
  const done = new Set(map.lessons.filter((one) => isDone(one, known)).map(({ slug }) => slug))
  const found = map.lessons.map((lesson): Station => {
    const needs = lesson.needs.filter((slug) => slugs.has(slug))
    const open = needs.filter((slug) => !done.has(slug))
    const step = 1 + lesson.steps.indexOf(known[lesson.slug]?.step ?? '')
    const begun = step > 0
    return {
      lesson,
      needs,
      open,
      state: done.has(lesson.slug) ? 'done' : begun ? 'begun' : open.length > 0 ? 'locked' : 'open',
      column: columnOf(map, lesson.slug, []),
      tasksDone: tasksDone(lesson, known),
      step,
    }
  })
  const first = found.find(({ state }) => state === 'open')
  const busy = found.some(({ state }) => state === 'begun')
  return found.map((one) => (one === first && !busy ? { ...one, state: 'next' } : one))
}

/** All its tasks; of a lesson without any, its last step. */
function isDone(lesson: LessonAbout, known: Known): boolean {
  if (lesson.tasks.length > 0) return tasksDone(lesson, known) === lesson.tasks.length
  return lesson.steps.length > 0 && known[lesson.slug]?.step === lesson.steps.at(-1)
}

function tasksDone({ slug, tasks }: LessonAbout, known: Known): number {
  return tasks.filter((task) => known[slug]?.done[task] !== undefined).length
}

/** A chain of needs that bites its tail ends where it closes. */
function columnOf(map: LessonMap, slug: string, seen: readonly string[]): number {
  const needs = map.lessons.find((one) => one.slug === slug)?.needs ?? []
  const before = needs.filter(
    (need) => !seen.includes(need) && map.lessons.some((one) => one.slug === need),
  )
  return before.length === 0
    ? 0
    : 1 + Math.max(...before.map((need) => columnOf(map, need, [...seen, slug])))
}

/** A row of the map: a unit, or where its lessons share a column, the next one below. */
export interface Row {
  readonly unit: string
  readonly stations: readonly Station[]
}

export function rows(map: LessonMap, all: readonly Station[]): readonly Row[] {
  return map.units.flatMap(({ name }) => {
    const lanes: Station[][] = []
    for (const station of all.filter(({ lesson }) => lesson.unit === name)) {
      const free = lanes.find((lane) => lane.every(({ column }) => column !== station.column))
      if (free) free.push(station)
      else lanes.push([station])
    }
    return lanes.map((lane) => ({ unit: name, stations: lane }))
  })
}
