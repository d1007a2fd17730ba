/** What the wall knows of a learner, and how it is said: conditions, filters, order. Pure. */

import type { Tile } from '../../wire/messages.gen'

export type Condition =
  'away' | 'diverged' | 'failed' | 'stuck' | 'done' | 'training' | 'compiling' | 'idle'

/** The one thing worth knowing first: what is wrong, then what is done, then what goes on. */
export function conditionOf(tile: Tile): Condition {
  if (tile.state === 'diverged') return 'diverged'
  if (tile.state === 'failed' || tile.state === 'lost') return 'failed'
  if (tile.task === 'done') return 'done'
  if (!tile.here) return 'away'
  if (tile.stuck) return 'stuck'
  return tile.state ?? 'idle'
}

export const FILTERS = ['all', 'done', 'stuck', 'diverged', 'hand', 'away'] as const
export type Filter = (typeof FILTERS)[number]

export function passes(tile: Tile, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'done':
      return tile.task === 'done'
    case 'stuck':
      return tile.stuck
    case 'diverged':
      return tile.state === 'diverged'
    case 'hand':
      return tile.hand
    case 'away':
      return !tile.here
  }
}

export function counts(tiles: readonly Tile[]): Record<Filter, number> {
  const count = (filter: Filter) => tiles.filter((tile) => passes(tile, filter)).length
  return Object.fromEntries(FILTERS.map((filter) => [filter, count(filter)])) as Record<
    Filter,
    number
  >
}

/** By name, so that nothing moves while tiles change; raised hands first only where asked for. */
export function ordered(tiles: readonly Tile[], handsFirst: boolean): Tile[] {
  return tiles.toSorted(
    (one, other) =>
      (handsFirst ? Number(other.hand) - Number(one.hand) : 0) ||
      one.name.localeCompare(other.name, undefined, { numeric: true }) ||
      one.person.localeCompare(other.person),
  )
}

/** The lesson most of those present are in; null when none is. */
export function commonLesson(tiles: readonly Tile[]): string | null {
  const seen = new Map<string, number>()
  for (const { here, lesson } of tiles)
    if (here && lesson !== null) seen.set(lesson, (seen.get(lesson) ?? 0) + 1)
  return [...seen].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? null
}
