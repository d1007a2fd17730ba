/** Who this browser is to the server: alone, a learner of a class, a teacher, or nobody yet. */

import { create } from 'zustand'
import type { Session } from '../api/people'
import { getSession } from '../api/people'

interface SessionState {
  readonly session: Session | null
  /** Ask the server again. */
  load(): Promise<Session>
  /** The class was frozen or released. */
  freeze(frozen: boolean): void
}

export const useSession = create<SessionState>((set, get) => ({
  session: null,
  load: async () => {
    const session = await getSession()
    set({ session })
    return session
  },
  freeze: (frozen) => {
    const { session } = get()
    if (session?.class) set({ session: { ...session, class: { ...session.class, frozen } } })
  },
}))

/** A learner whose teacher has stopped the whole class for a moment. */
export function useFrozen(): boolean {
  return useSession(({ session }) => session?.role === 'learner' && session.class?.frozen === true)
}

/** What the workspace remembers belongs to a person: somebody else starts without it. */
export function forgetWorkspace(): void {
  for (const kept of ['netzwerkstatt.document', 'netzwerkstatt.run']) {
    sessionStorage.removeItem(kept)
    localStorage.removeItem(kept)
  }
}
