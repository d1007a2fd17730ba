/** Answers about the step that is told: they change only when the run or the question does. */

import { useEffect, useMemo, useState } from 'react'

import { openProbe } from '../../live/probes'
import type { Frame } from '../../wire/frames'
import type { Probe } from '../../wire/messages.gen'
import { useDocument } from '../../state/graph'
import { momentsOf, useSlow, type Moment } from '../../state/slow'

interface Answer {
  readonly key: string
  readonly frame: Frame | null
}

/** The answer to a question about the step; null until it is there, never that of another one. */
export function useTold(probe: Probe | null): Frame | null {
  const key = probe === null ? '' : JSON.stringify(probe)
  const [answer, setAnswer] = useState<Answer>({ key: '', frame: null })
  useEffect(() => {
    if (key === '') return
    const handle = openProbe(() => setAnswer({ key, frame: handle.frame() }))
    handle.ask(JSON.parse(key) as Probe)
    return () => handle.close()
  }, [key])
  return answer.key === key ? answer.frame : null
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
