/** Answers about the step that is told: they change only when the run or the question does. */

import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

import { forget, write } from '../../live/clock'
import { openProbe } from '../../live/probes'
import type { Frame, Part } from '../../wire/frames'
import type { Probe, Problem } from '../../wire/messages.gen'

/** The frame that answers a question, or why it is refused; neither while it is unknown. */
interface Told {
  readonly frame: Frame | null
  readonly problem: Problem | null
}

interface Answer extends Told {
  readonly key: string
}

const NOTHING: Told = { frame: null, problem: null }
const UNKNOWN: Answer = { key: '', ...NOTHING }

/** The answer to a question about the step, never that of another one. */
export function useTold(probe: Probe | null): Told {
  const key = probe === null ? '' : JSON.stringify(probe)
  const [answer, setAnswer] = useState(UNKNOWN)
  useEffect(() => {
    if (key === '') return
    let shown: Told = NOTHING
    // Many come at once: each is shown in a frame of its own.
    const turn = {
      from: 0,
      write() {
        shown = { frame: handle.frame(), problem: handle.problem() }
        flushSync(() => setAnswer({ key, ...shown }))
      },
    }
    const handle = openProbe(() => {
      const { frame, problem } = shown
      if (handle.frame() === frame && handle.problem() === problem) return
      if (handle.frame() ?? handle.problem()) return write(turn)
      shown = NOTHING
      setAnswer(UNKNOWN)
    })
    handle.ask(JSON.parse(key) as Probe)
    return () => {
      handle.close()
      forget(turn)
    }
  }, [key])
  return answer.key === key ? answer : UNKNOWN
}

/** The numbers of one part of an answer; empty while unknown. */
export function numbersOf(frame: Frame | null, part: number): readonly number[] {
  const told = frame?.parts[part]
  if (!told) return NONE
  const known = numbers.get(told) ?? [...told.data]
  numbers.set(told, known)
  return known
}
const NONE: readonly number[] = []
/** Made once for each part: what is rendered for every key must leave no garbage. */
const numbers = new WeakMap<Part, readonly number[]>()
