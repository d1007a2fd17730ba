/** Who this browser is to the server: alone, a learner of a class, a teacher, or nobody yet. */

import { create } from 'zustand'
import { Refused } from '../api/client'
import type { Role, Session } from '../api/people'
import { getSession, signOut } from '../api/people'

interface SessionState {
  readonly session: Session | null
  /** Whether this learner's hand is up. */
  readonly hand: boolean
  /** Ask the server again. */
  load(): Promise<Session>
  /** The class was frozen or released. */
  freeze(frozen: boolean): void
  setHand(up: boolean): void
}

const HAND = 'netzwerkstatt.hand'
const NOTE = 'netzwerkstatt.signedOut'

export const useSession = create<SessionState>((set, get) => ({
  session: null,
  hand: false,
  load: async () => {
    const session = await untilAnswered()
    set({ session, hand: keptHand() })
    return session
  },
  freeze: (frozen) => {
    const { session } = get()
    if (session?.class) set({ session: { ...session, class: { ...session.class, frozen } } })
  },
  setHand: (hand) => {
    if (hand) sessionStorage.setItem(HAND, 'up')
    else sessionStorage.removeItem(HAND)
    set({ hand })
  },
}))

/** A database that is busy for a moment is asked again. */
async function untilAnswered(): Promise<Session> {
  for (;;) {
    try {
      return await getSession()
    } catch (error) {
      if (!(error instanceof Refused) || error.status < 500) throw error
      await new Promise((again) => setTimeout(again, 2000))
    }
  }
}

/** A learner whose teacher has stopped the whole class for a moment. */
export function isFrozen(): boolean {
  return frozen(useSession.getState())
}

export function useFrozen(): boolean {
  return useSession(frozen)
}

function frozen({ session }: SessionState): boolean {
  return session?.role === 'learner' && session.class?.frozen === true
}

/** Whether the hand was up before a reload. */
export function keptHand(): boolean {
  return sessionStorage.getItem(HAND) !== null
}

/** Under which this tab keeps networks of lessons, one entry for each lesson. */
export const DRAFTS = 'netzwerkstatt.lesson.'

/** What the workspace remembers belongs to a person: somebody else starts without it. */
export function forgetWorkspace(): void {
  sessionStorage.removeItem(HAND)
  for (const kept of ['netzwerkstatt.document', 'netzwerkstatt.run']) {
    sessionStorage.removeItem(kept)
    localStorage.removeItem(kept)
  }
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(DRAFTS)) sessionStorage.removeItem(key)
  }
}

let leaving = false

/** Whether the person has left, while the page is still here: nothing of theirs is kept any more. */
export function hasLeft(): boolean {
  return leaving
}

/** Sign out; a whole load, so that nothing of this person is left in the page. */
export async function signOff(): Promise<void> {
  leaving = true
  await signOut()
  forgetWorkspace()
  location.assign('/')
}

/** The server has ended the session; what belonged to it is not left to the next person. */
export function signedOff(role: Role | undefined): void {
  if (leaving) return
  leaving = true
  forgetWorkspace()
  sessionStorage.setItem(NOTE, 'yes')
  location.assign(role === 'teacher' ? '/sign-in' : '/join')
}

/** Whether this page was reached by being signed out; told once. */
export function wasSignedOut(): boolean {
  const was = sessionStorage.getItem(NOTE) !== null
  sessionStorage.removeItem(NOTE)
  return was
}
