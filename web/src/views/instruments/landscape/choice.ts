/** What the map is over: two numbers, two random directions, or the two widest of the path. */

import { create } from 'zustand'

import { nodesOf } from '../../../live/facts'
import { useRun } from '../../../live/run'
import type { Place } from '../../../live/weights'
import { useGraph } from '../../../state/graph'
import type { Probe } from '../../../wire/messages.gen'

export const OVER = ['weights', 'random', 'path'] as const
export type Over = (typeof OVER)[number]
export type Side = 'across' | 'up'

/** The left, right, low and high end; null: around the whole path. */
export type Range = readonly [number, number, number, number] | null

interface Choice {
  readonly over: Over
  readonly across: Place | null
  readonly up: Place | null
  readonly seed: number
  readonly range: Range
}

export const useChoice = create<Choice>(() => ({
  over: 'weights',
  across: null,
  up: null,
  seed: 0,
  range: null,
}))

/** Chooses another map, which begins with the whole path. */
export function choose(change: Partial<Choice>): void {
  useChoice.setState({ range: null, ...change })
}

const [FINE, COARSE] = [
  { size: 25, count: 128 },
  { size: 15, count: 64 },
]
const MANY = 100_000 // weights, from which on each loss takes long

export type Shapes = Readonly<Record<string, readonly number[]>>
export type Learned = ReadonlyMap<string, Shapes>

// Batch normalization counts these along; no step learns them.
const COUNTED = ['moving_mean', 'moving_variance']

/** The sizes of the weights that are learned, of all layers that have some of their own. */
export function useLearned(): Learned {
  const document = useRun((run) => run.document)
  const checked = useGraph((state) => state.checked?.nodes)
  const found = new Map<string, Shapes>()
  for (const id of document ? nodesOf(document).keys() : []) {
    const shapes = Object.entries(checked?.[id]?.weights ?? {})
    const learned = shapes.filter(([name]) => !COUNTED.includes(name))
    if (learned.length > 0) found.set(id, Object.fromEntries(learned))
  }
  return found
}

/** The two numbers: those that were chosen, or two of the last layer, which every answer hangs on. */
export function placesIn(learned: Learned, { across, up }: Choice): [Place, Place] | null {
  const kept = [across, up].map((place) => (place && holds(learned, place) ? place : null))
  const last = [...learned].filter(([, shapes]) => usual(shapes)).at(-1)
  const [weight, shape] = usual(last?.[1] ?? {}) ?? []
  if (!last || !weight || !shape) return kept[0] && kept[1] ? [kept[0], kept[1]] : null
  const first = shape.map(() => 0)
  const axis = shape.findIndex((length) => length > 1)
  const second = first.map((_, n) => (n === axis ? 1 : 0))
  return [
    kept[0] ?? { node: last[0], weight, index: first },
    kept[1] ?? { node: last[0], weight, index: second },
  ]
}

function usual(shapes: Shapes): [string, readonly number[]] | undefined {
  return Object.entries(shapes).find(([, shape]) => shape.some((length) => length > 1))
}

function holds(learned: Learned, { node, weight, index }: Place): boolean {
  const shape = learned.get(node)?.[weight]
  return shape?.length === index.length && index.every((at, n) => at < (shape[n] ?? 0))
}

/** The question to the run; null while the network has nothing to be set. */
export function questionOf(
  { over, seed, range }: Choice,
  learned: Learned,
  places: readonly [Place, Place] | null,
): Probe | null {
  const grid = weightsIn(learned) > MANY ? COARSE : FINE
  const asked = { probe: 'landscape', over, range, part: 'training', ...grid }
  if (over === 'random') return { ...asked, seed }
  if (over === 'path') return asked
  return places && { ...asked, across: places[0], up: places[1] }
}

function weightsIn(learned: Learned): number {
  const shapes = [...learned.values()].flatMap((one) => Object.values(one))
  return shapes.reduce((sum, shape) => sum + shape.reduce((size, length) => size * length, 1), 0)
}

/** A number as people count: l1 kernel [1, 4]. */
export function nameOf({ node, weight, index }: Place): string {
  return `${node} ${weight}\u00a0[${index.map((at) => at + 1).join(',\u00a0')}]`
}

/** The range about a place, `factor` times as wide. */
export function zoomed(range: Range, x: number, y: number, factor: number): Range {
  if (range === null) return null
  const [left, right, low, high] = range
  const about = (end: number, at: number): number =>
    Number((at + factor * (end - at)).toPrecision(9))
  return [about(left, x), about(right, x), about(low, y), about(high, y)]
}
