/** Networks changed in steps of a lesson that is open in this tab, beside the newest on the server. */

import type { NetDocument } from '../model/document'
import { asDocument, ReadError } from '../model/read'
import { DRAFTS } from '../state/session'

type Drafts = Readonly<Record<string, NetDocument>>

export function draftsOf(lesson: string): Drafts {
  const text = sessionStorage.getItem(DRAFTS + lesson)
  if (text === null) return {}
  try {
    const kept = JSON.parse(text) as Record<string, unknown>
    return Object.fromEntries(Object.entries(kept).map(([step, one]) => [step, asDocument(one)]))
  } catch (error) {
    if (error instanceof ReadError || error instanceof SyntaxError) return {}
    throw error
  }
}

/** Null forgets the draft of a step. */
export function keepDraft(lesson: string, step: string, network: NetDocument | null): void {
  const others = Object.entries(draftsOf(lesson)).filter(([name]) => name !== step)
  const kept = network ? [...others, [step, network]] : others
  sessionStorage.setItem(DRAFTS + lesson, JSON.stringify(Object.fromEntries(kept)))
}
