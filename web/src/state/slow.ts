/** Slow motion: which moment of the next training step is shown, and which numbers are followed. */

import { create } from 'zustand'

import type { Edge } from '../model/document'

export type Stage = 'batch' | 'forward' | 'loss' | 'backward' | 'update' | 'next'
export const STAGES: readonly Stage[] = ['batch', 'forward', 'loss', 'backward', 'update', 'next']

/** A stage, and the layer whose turn it is in those that go layer by layer. */
export interface Moment {
  readonly stage: Stage
  readonly node: string | null
}

/** What is followed of a layer: one output number and one weight. */
export interface Followed {
  readonly unit: readonly number[] | null
  readonly weight: string | null
  readonly index: readonly number[] | null
}

interface SlowState {
  readonly open: boolean
  /** Number of the moment shown. */
  readonly at: number
  /** The moment that the network shows; it follows the one that is told a frame later. */
  readonly lit: Moment | null
  /** Which example of the batch. */
  readonly example: number
  /** Whose weights are shown where the whole network has its turn at once. */
  readonly layer: string | null
  readonly followed: Readonly<Record<string, Followed>>
  toggle(): void
  go(at: number): void
  choose(example: number): void
  show(layer: string): void
  follow(node: string, part: Partial<Followed>): void
}

const NOTHING: Followed = { unit: null, weight: null, index: null }

export const useSlow = create<SlowState>((set, get) => ({
  open: false,
  at: 0,
  lit: null,
  example: 0,
  layer: null,
  followed: {},
  toggle: () => set({ open: !get().open, at: 0 }),
  go: (at) => set({ at: Math.max(0, at) }),
  choose: (example) => set({ example: Math.max(0, example) }),
  show: (layer) => set({ layer }),
  follow: (node, part) =>
    set(({ followed }) => ({
      followed: { ...followed, [node]: { ...NOTHING, ...followed[node], ...part } },
    })),
}))

/** A place in a shape: the one that is followed where it exists, else the first. */
export function placeIn(shape: readonly number[], wanted: readonly number[] | null): number[] {
  const fits = wanted?.length === shape.length && wanted.every((at, n) => at < (shape[n] ?? 0))
  return fits ? [...wanted] : shape.map(() => 0)
}

interface Graph {
  readonly nodes: readonly { readonly id: string; readonly kind: string }[]
  readonly edges: readonly Edge[]
}

/** All moments of a step: forward from the inputs to the ends, backward the other way. */
export function momentsOf(graph: Graph): Moment[] {
  const order = inOrder(graph)
  const inputs = new Set(graph.nodes.filter(({ kind }) => kind === 'input').map(({ id }) => id))
  const back = [...order].reverse().filter((node) => !inputs.has(node))
  return [
    { stage: 'batch', node: null },
    ...order.map((node): Moment => ({ stage: 'forward', node })),
    { stage: 'loss', node: null },
    ...back.map((node): Moment => ({ stage: 'backward', node })),
    { stage: 'update', node: null },
    { stage: 'next', node: null },
  ]
}

/** The nodes, each behind all that lead to it. */
function inOrder({ nodes, edges }: Graph): string[] {
  const order: string[] = []
  const visit = (id: string): void => {
    if (order.includes(id)) return
    for (const [from, to] of edges) if (to === id) visit(from)
    order.push(id)
  }
  for (const { id } of nodes) visit(id)
  return order
}

/** Which way numbers run through a wire now, if they do. */
export function flowOf(moment: Moment, [from, to]: Edge): 'forward' | 'backward' | null {
  if (moment.stage === 'forward' && moment.node === to) return 'forward'
  if (moment.stage === 'backward' && moment.node === from) return 'backward'
  return null
}
