/** Answers about the step that is told: they change only when the run or the question does. */

import { useEffect, useMemo, useState } from 'react'

import { openProbe } from '../../live/probes'
import type { Frame } from '../../wire/frames'
import type { Probe, Problem } from '../../wire/messages.gen'
import { useDocument } from '../../state/graph'
import { momentsOf, useSlow, type Moment } from '../../state/slow'

/** The frame that answers a question, or why it is refused; neither while it is unknown. */
export interface Answer {
  readonly key: string
  readonly frame: Frame | null
  readonly problem: Problem | null
}

const UNKNOWN: Answer = { key: '', frame: null, problem: null }

/** The answer to a question about the step, never that of another one. */
export function useTold(probe: Probe | null): Answer {
  const key = probe === null ? '' : JSON.stringify(probe)
  const [answer, setAnswer] = useState(UNKNOWN)
  useEffect(() => {
    if (key === '') return
    const handle = openProbe(() =>
      setAnswer({ key, frame: handle.frame(), problem: handle.problem() }),
    )
    handle.ask(JSON.parse(key) as Probe)
    return () => handle.close()
  }, [key])
  return answer.key === key ? answer : UNKNOWN
}

/** The numbers of one part of an answer; empty while unknown. */
export function numbersOf(frame: Frame | null, part: number): readonly number[] {
  return frame ? [...(frame.parts[part]?.data ?? [])] : []
}

/** The moment on show, null outside of slow motion. */
export function useMoment(): Moment | null {
  const document = useDocument()
  const { open, at } = useSlow()
  const moments = useMemo(() => (document ? momentsOf(document) : []), [document])
  if (!open) return null
  return moments[Math.min(at, moments.length - 1)] ?? null
}
