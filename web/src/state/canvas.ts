/** Facts of the canvas that other parts ask for: card sizes, and the wire a layer is held over. */

import { create } from 'zustand'
import type { Edge } from '../model/document'
import type { Size } from '../model/layout'

interface CanvasState {
  readonly sizes: Readonly<Record<string, Size>>
  readonly dropEdge: Edge | null
  /** Counts up to have the whole network shown, or on a narrow screen its answer first. */
  readonly fits: number
  readonly answerFirst: boolean
  /** The network was just loaded and nobody has placed anything by hand. */
  readonly untouched: boolean
  measured(sizes: Readonly<Record<string, Size>>): void
  holdOver(edge: Edge | null): void
  fit(answerFirst?: boolean): void
}

export const useCanvas = create<CanvasState>((set) => ({
  sizes: {},
  dropEdge: null,
  fits: 0,
  answerFirst: true,
  untouched: true,
  measured: (sizes) => set((state) => ({ sizes: { ...state.sizes, ...sizes } })),
  holdOver: (dropEdge) => set({ dropEdge }),
  fit: (answerFirst = false) => set(({ fits }) => ({ fits: fits + 1, answerFirst })),
}))
