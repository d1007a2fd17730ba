/** Which example the pictures show, and what the pointer asks about. */

import { create } from 'zustand'

/** One example, in the protocol's words. */
export type Sample =
  { part: PartName; index: number } | { drawn: true } | { point: [number, number] }

export type PartName = 'training' | 'validation' | 'test'

/** The chosen example: a row of a part, or what a person drew. */
interface SampleChoice {
  part: PartName
  index: number
  drawn: boolean
  choose: (part: PartName, index: number) => void
  useDrawn: (drawn: boolean) => void
}

export const useSample = create<SampleChoice>((set) => ({
  part: 'training',
  index: 0,
  drawn: false,
  choose: (part, index) => set({ part, index, drawn: false }),
  useDrawn: (drawn) => set({ drawn }),
}))

/** The choice in the protocol's words. */
export function sampleOf(choice: Pick<SampleChoice, 'part' | 'index' | 'drawn'>): Sample {
  return choice.drawn ? { drawn: true } : { part: choice.part, index: choice.index }
}

/** What is being asked: one output number of a node, with the place on screen that asks. */
export interface Picked {
  node: string
  index: number[]
  /** Where on the plane, for 2-D data. */
  point: [number, number] | null
  /** The element the card stands beside. */
  anchor: Element
  /** Asked by keyboard: the card stays until Escape or another place has the focus. */
  byKey: boolean
  /** Clicked: the card stays and can be clicked itself, until Escape or a click elsewhere. */
  pinned?: boolean
}

interface PickState {
  pick: Picked | null
  /** The point of the plane under the cursor while something else is pinned. */
  under: [number, number] | null
  /** The inspector works out what is pinned, so no card has to. */
  inspected: boolean
  /** Asks about something else; what is pinned stays and is told the point. */
  ask: (pick: Picked | null) => void
  /** The focus is gone: what was asked by keyboard is asked no more. A pointer's question stays,
   * for pressing on one unit takes the focus from the one before. */
  blur: () => void
  pin: () => void
  unpin: () => void
}

export const usePick = create<PickState>((set) => ({
  pick: null,
  under: null,
  inspected: false,
  ask: (next) =>
    set(({ pick }) => (pick?.pinned ? { under: next?.point ?? null } : { pick: next })),
  blur: () => set(({ pick }) => (pick?.byKey && !pick.pinned ? { pick: null } : {})),
  pin: () => set(({ pick }) => (pick ? { pick: { ...pick, pinned: true } } : {})),
  unpin: () => set({ pick: null, under: null }),
}))
