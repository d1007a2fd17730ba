/** Whether the page shows many runs at once; the address follows, so that it can be linked to. */

import { create } from 'zustand'

const NAME = 'sweep'

interface SweepState {
  readonly open: boolean
  toggle(): void
}

export const useSweep = create<SweepState>((set, get) => ({
  open: new URLSearchParams(window.location.search).has(NAME),
  toggle: () => {
    const open = !get().open
    const { pathname, search, hash } = window.location
    const query = new URLSearchParams(search)
    if (open) query.set(NAME, '1')
    else query.delete(NAME)
    const text = query.toString()
    history.replaceState(history.state, '', `${pathname}${text && `?${text}`}${hash}`)
    set({ open })
  },
}))
