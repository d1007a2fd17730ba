/** Facts of the canvas that other parts ask for: card sizes, and the wire a layer is held over. */

import { create } from 'zustand'
import type { Edge } from '../model/document'
import type { Size, Sizes } from '../model/room'

interface CanvasState {
  readonly sizes: Sizes
  /** What the window leaves for the layers. */
  readonly room: Size | undefined
  readonly dropEdge: Edge | null
  /** Counts up to have the whole network shown, or on a narrow screen its answer first. */
  readonly fits: number
  readonly answerFirst: boolean
  /** The network was just loaded and nobody has placed anything by hand. */
  readonly untouched: boolean
  /** Cards that just came or changed: they get room and stay in view until somebody moves things. */
  readonly news: readonly string[]
  /** Somebody zoomed or panned: nothing else may, until the whole network is asked for. */
  readonly ownView: boolean
  measured(sizes: Sizes): void
  show(news: readonly string[]): void
  look(): void
  /** All cards are about to change their sizes: arrange and show them for the window then. */
  arrangeSoon(): void
  holdOver(edge: Edge | null): void
  fit(answerFirst?: boolean): void
}

export const useCanvas = create<CanvasState>((set) => ({
  sizes: {},
  room: undefined,
  dropEdge: null,
  fits: 0,
  answerFirst: true,
  untouched: true,
  news: [],
  ownView: false,
  measured: (sizes) => set((state) => ({ sizes: { ...state.sizes, ...sizes } })),
  show: (news) => set({ news }),
  look: () =>
    set((state) => (state.ownView && state.news.length === 0 ? {} : { ownView: true, news: [] })),
  arrangeSoon: () => set({ untouched: true, ownView: false, news: [] }),
  holdOver: (dropEdge) => set({ dropEdge }),
  fit: (answerFirst = false) =>
    set(({ fits }) => ({ fits: fits + 1, answerFirst, ownView: false })),
}))
