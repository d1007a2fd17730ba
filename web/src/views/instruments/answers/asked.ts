/** Which answers all these instruments look at: one part, one output, one stream. */

import { useRef, useState, type RefObject } from 'react'
import { create } from 'zustand'

import { nodesOf, useFacts, type NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import { useRun, type RunDocument } from '../../../live/run'
import type { PartName } from '../../../live/sample'
import type { Frame } from '../../../wire/frames'
import { answersOf, type Answers, type Reading } from './read'

export const MOST_ROWS = 1000

interface Asked {
  readonly part: PartName
  /** Null: nobody has chosen one. */
  readonly output: string | null
}

export const useAsked = create<Asked>(() => ({ part: 'validation', output: null }))

/** The part that is asked: the training part where the chosen one has no rows. */
export function usePart(): PartName {
  const part = useAsked((asked) => asked.part)
  return useFacts(({ data }) => (data && !data.counts[part] ? 'training' : part))
}

/** An output of the network and how its numbers are to be read. */
export interface Output extends Reading {
  readonly node: NodeFacts
  /** What is told apart; empty where values are learned. */
  readonly classes: readonly string[]
  /** What the values that are learned are called, where they have names. */
  readonly columns: readonly string[]
}

interface Losses {
  readonly loss?: { kind?: string; config?: { from_logits?: boolean } }
}
interface Training extends Losses {
  readonly outputs?: Record<string, Losses>
}

/** The names of all outputs: those that learn something, else the ends. */
export function outputsOf(document: RunDocument): string[] {
  const { outputs } = (document.training ?? {}) as Training
  if (outputs && Object.keys(outputs).length > 0) return Object.keys(outputs)
  const nodes = [...nodesOf(document).values()]
  return nodes.filter((node) => node.isOutput && node.kind !== 'input').map(({ id }) => id)
}

/** The output that is asked, the first one unless another was chosen. */
export function useOutput(): Output | null {
  const document = useRun((run) => run.document)
  const chosen = useAsked((asked) => asked.output)
  const classes = useFacts(({ data }) => data?.classes)
  if (!document) return null
  const names = outputsOf(document)
  const name = chosen !== null && names.includes(chosen) ? chosen : names[0]
  const node = nodesOf(document).get(name ?? '')
  if (!node) return null
  const training = (document.training ?? {}) as Training
  const loss = training.outputs?.[node.id]?.loss ?? training.loss
  const answersData = !node.answersInput && node.columns === null
  return {
    node,
    activation: node.kind === 'softmax' ? 'softmax' : node.activation,
    logits: loss?.config?.from_logits ?? false,
    apart: loss?.kind?.startsWith('binary') ?? false,
    classes: (answersData && classes) || [],
    columns: node.columns ?? [],
  }
}

/** The newest answers while `place` is on screen. They come twice a second at most. */
export function useAnswers(
  place: RefObject<Element | null>,
  output: Output | null,
): Answers | null {
  const part = usePart()
  const [answers, setAnswers] = useState<Answers | null>(null)
  const seen = useRef<Frame | null>(null)
  const probe = output && { probe: 'answers', node: output.node.id, part, count: MOST_ROWS }
  useLive(place, probe, (handle) => {
    const frame = handle.frame()
    if (frame === seen.current) return
    seen.current = frame
    setAnswers(frame && answersOf(frame))
  })
  return answers
}
