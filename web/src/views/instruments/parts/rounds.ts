/** Answers that take rounds: asked once, watched while they come about, stopped and begun anew. */

import { useState, type RefObject } from 'react'

import type { Frame } from '../../../wire/frames'
import type { Probe } from '../../../wire/messages.gen'
import { useHeard } from './heard'

/** Its frame stays when the rounds are stopped. */
export interface Rounds {
  readonly frame: Frame | null
  readonly stopped: boolean
  readonly stop: () => void
  readonly again: () => void
}

/** Asks the question while `place` is on screen; another one begins at once. */
export function useRounds(place: RefObject<Element | null>, question: Probe | null): Rounds {
  const key = JSON.stringify(question)
  const [asked, setAsked] = useState(() => ({ key, again: anyNumber(), stopped: false }))
  if (asked.key !== key) setAsked({ key, again: anyNumber(), stopped: false })
  const frame = useHeard(
    place,
    question && !asked.stopped ? { ...question, again: asked.again } : null,
  )
  return {
    frame,
    stopped: asked.stopped,
    stop: () => setAsked({ ...asked, stopped: true }),
    again: () => setAsked({ key, again: anyNumber(), stopped: false }),
  }
}

/** Asked with another number the same question begins anew. */
function anyNumber(): number {
  return Math.floor(Math.random() * 2 ** 31)
}
