/** Which instruments are open below the network, and how high they are; remembered in this browser. */

import { create } from 'zustand'

export const LEAST_HEIGHT = 120
export const GREATEST_HEIGHT = 560
const CURVES_HEIGHT = 204
const WITH_INSTRUMENTS = 280
const NAME = 'netzwerkstatt.dock'

interface Kept {
  readonly open: readonly string[]
  /** Null: nobody has chosen one. */
  readonly height: number | null
}

interface DockState extends Kept {
  toggle(name: string): void
  resize(height: number): void
}

export const useDock = create<DockState>((set) => ({
  ...kept(),
  toggle: (name) =>
    set(({ open }) => ({
      open: open.includes(name) ? open.filter((one) => one !== name) : [...open, name],
    })),
  resize: (height) =>
    set({ height: Math.round(Math.min(GREATEST_HEIGHT, Math.max(LEAST_HEIGHT, height))) }),
}))

useDock.subscribe(({ open, height }) => {
  localStorage.setItem(NAME, JSON.stringify({ open, height } satisfies Kept))
})

/** The height that was chosen, or one that suits what is open. */
export function heightOf({ open, height }: Kept): number {
  return height ?? (open.length > 0 ? WITH_INSTRUMENTS : CURVES_HEIGHT)
}

function kept(): Kept {
  try {
    const stored = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Partial<Kept>
    return { open: stored.open ?? [], height: stored.height ?? null }
  } catch {
    return { open: [], height: null }
  }
}
