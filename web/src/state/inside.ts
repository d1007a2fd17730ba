/** Which layer is open one level in; the address follows, so that it can be linked to. */

import { create } from 'zustand'

const NAME = 'inside'

interface InsideState {
  readonly node: string | null
  /** One level in. */
  open(node: string): void
  /** One level out. */
  close(): void
}

export const useInside = create<InsideState>((set, get) => ({
  node: named(),
  open: (node) => {
    if (get().node === node) return
    history.pushState({ inside: true }, '', addressWith(node))
    set({ node })
  },
  close: () => {
    if (get().node === null) return
    history.replaceState(null, '', addressWith(null))
    set({ node: null })
  },
}))

/** The layer that the address names. */
function named(): string | null {
  return new URLSearchParams(window.location.search).get(NAME)
}

function addressWith(node: string | null): string {
  const { pathname, search, hash } = window.location
  const query = new URLSearchParams(search)
  if (node === null) query.delete(NAME)
  else query.set(NAME, node)
  const text = query.toString()
  return `${pathname}${text && `?${text}`}${hash}`
}

/** Follow the browser's way back and forth from now on; answers how to stop. */
export function followAddress(): () => void {
  const follow = () => useInside.setState({ node: named() })
  window.addEventListener('popstate', follow)
  return () => window.removeEventListener('popstate', follow)
}
