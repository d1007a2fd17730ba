/** The newest frame of a probe as state, for answers that are drawn by React some times a second. */

import { useState, type RefObject } from 'react'

import { useLive } from '../../../live/hooks'
import type { Frame } from '../../../wire/frames'
import type { Probe } from '../../../wire/messages.gen'

/** Asks while `place` is on screen. Where nothing is asked any more, what was heard stays. */
export function useHeard(place: RefObject<Element | null>, probe: Probe | null): Frame | null {
  const [heard, setHeard] = useState<Frame | null>(null)
  useLive(place, probe, (handle) => {
    if (probe !== null) setHeard(handle.frame())
  })
  return heard
}
