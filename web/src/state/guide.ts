/** What a lesson lets be changed, what it points at, and what its formula lights up. */

import { create } from 'zustand'
import type { NetDocument } from '../model/document'
import { changedParts, type Part } from '../model/parts'

/** A node, or one number of it, that is meant by a symbol under the pointer. */
interface Lit {
  readonly node: string
  readonly weight?: string
  readonly index?: readonly number[]
  readonly unit?: number
}

interface GuideState {
  /** Null: everything, as outside of lessons. */
  readonly allow: readonly Part[] | null
  /** Who limits it: a lesson, or looking at somebody else's network. */
  readonly by: 'lesson' | 'watching'
  /** Names of nodes, or ``data``; empty: nothing is faded. */
  readonly focus: readonly string[]
  readonly lit: Lit | null
  /** The part whose change was refused last, and how often: each refusal is told. */
  readonly refused: { readonly part: Part; readonly count: number } | null
}

const FREE = { allow: null, by: 'lesson', focus: [], lit: null, refused: null } as const

export const useGuide = create<GuideState>(() => FREE)

/** Nobody guides any more. */
export function unguide(): void {
  useGuide.setState(FREE)
}

/** Whether this part may be changed now. */
export function useAllowed(part: Part): boolean {
  return useGuide(() => allows(part))
}

export function allows(part: Part): boolean {
  const { allow } = useGuide.getState()
  return allow === null || allow.includes(part)
}

/** Whether the step speaks of something else. */
export function useFaded(name: string): boolean {
  return useGuide(({ focus }) => focus.length > 0 && !focus.includes(name))
}

/** Whether a change may be made; a refusal is kept to be told. */
export function permits(before: NetDocument, after: NetDocument): boolean {
  const { allow, refused } = useGuide.getState()
  if (allow === null) return true
  const part = changedParts(before, after).find((one) => !allow.includes(one))
  if (part === undefined) return true
  useGuide.setState({ refused: { part, count: (refused?.count ?? 0) + 1 } })
  return false
}
