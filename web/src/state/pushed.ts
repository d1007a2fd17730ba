/** The teacher's network in the place of the learner's own, which is kept beside it. */

import { create } from 'zustand'
import type { NetDocument } from '../model/document'
import { asDocument, ReadError } from '../model/read'
import { useCanvas } from './canvas'
import { currentDocument, useGraph } from './graph'
import { PUSHED } from './session'

interface PushedState {
  /** The learner's own while the teacher's is shown, else null. */
  readonly own: NetDocument | null
  /** The name that the teacher's came with. */
  readonly name: string
  /** Where the page shows networks now, such as a step of a lesson; null: nowhere. */
  readonly place: string | null
}

/** The teacher's network as it outlives a reload: where it stood, and what was made of it. */
export interface Kept {
  readonly place: string
  readonly pushed: NetDocument
  readonly name: string
}

export const WORKSPACE = 'workspace'
const ANYWHERE = ''

export const usePushed = create<PushedState>(() => ({ own: null, name: '', place: null }))

/** The learner's own network, whether it is shown or not. */
export function ownDocument(): NetDocument | null {
  return usePushed.getState().own ?? currentDocument()
}

/** From now on networks are shown here; answers the teacher's that belongs here. */
export function standAt(place: string | null): Kept | null {
  usePushed.setState({ place, own: null })
  const kept = place === null ? null : read()
  return kept?.place === place || kept?.place === ANYWHERE ? kept : null
}

/** It came while the page shows no network. */
export function keepForLater(pushed: NetDocument): void {
  write({ place: ANYWHERE, pushed, name: pushed.name })
}

/** The teacher's network is shown in place of ``own``. */
export function shown(own: NetDocument, name: string): void {
  usePushed.setState({ own, name })
  keepShown()
}

/** With what the learner has made of it. */
export function keepShown(): void {
  const { own, name, place } = usePushed.getState()
  const pushed = currentDocument()
  if (own && pushed && place !== null) write({ place, pushed, name })
}

/** Something else is shown here. */
export function endPushed(): void {
  const { place } = usePushed.getState()
  usePushed.setState({ own: null })
  if (place !== null && read()?.place === place) sessionStorage.removeItem(PUSHED)
}

/** As many steps back as it takes; the teacher's network is then one step forward. */
export function backToOwn(): void {
  const { own } = usePushed.getState()
  const { undo, load } = useGraph.getState()
  if (!own) return
  while (currentDocument() !== own && (useGraph.getState().history?.past.length ?? 0) > 0) undo()
  if (currentDocument() !== own) load(own)
  useCanvas.getState().fit(true)
}

function read(): Kept | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PUSHED) ?? 'null') as Kept | null
    return kept && { ...kept, pushed: asDocument(kept.pushed) }
  } catch (error) {
    if (error instanceof ReadError || error instanceof SyntaxError) return null
    throw error
  }
}

function write(kept: Kept): void {
  sessionStorage.setItem(PUSHED, JSON.stringify(kept))
}

/** The own network that was just gone back to: one step forward shows the teacher's again. */
let left: NetDocument | null = null

useGraph.subscribe(({ history }, { history: before }) => {
  if (!history || history === before) return
  const { own, name } = usePushed.getState()
  if (own && history.present === own) {
    left = own
    endPushed()
    // Its cards stand where the learner has put them.
    useCanvas.setState({ untouched: false })
  } else if (left) {
    const forward = before?.present === left && before.future[0] === history.present
    if (forward) shown(left, name)
    if (history.present !== left) left = null
  }
})
