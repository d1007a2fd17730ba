/** Where a step stands in its lesson, and which network it is about. Pure. */

import type { Block, Lesson, NetworkBlock, Progress, Step } from '../api/lessons'
import type { NetDocument } from '../model/document'
import { equalJson } from '../model/document'

export function placeOf(lesson: Lesson, step: string): number {
  return lesson.steps.findIndex(({ id }) => id === step)
}

/** The step an address means: its own, else where somebody was, else the first. */
export function stepFor(lesson: Lesson, asked: string, reached: string | null): Step | undefined {
  const known = (id: string | null) => lesson.steps.find((step) => step.id === id)
  return known(asked) ?? (asked === '' ? known(reached) : undefined) ?? lesson.steps[0]
}

/** The network a step goes on with, and the step that brought it. */
export interface Ground {
  readonly step: string
  readonly network: NetworkBlock
}

export function groundOf(lesson: Lesson, step: string): Ground | null {
  const upTo = lesson.steps.slice(0, placeOf(lesson, step) + 1)
  for (const one of upTo.reverse()) {
    const network = one.blocks.find(isNetwork)
    if (network) return { step: one.id, network }
  }
  return null
}

function isNetwork(block: Block): block is NetworkBlock {
  return block.directive === 'network'
}

/** Whether two networks are the same but for their names and the places of their cards. */
export function sameNetwork(one: NetDocument, other: NetDocument): boolean {
  return equalJson(meaning(one), meaning(other))
}

function meaning({ nodes, edges, data, training }: NetDocument): object {
  return { nodes: nodes.map((node) => ({ config: {}, ...node })), edges, data, training }
}

/** What was kept for a ground: on the server for the step somebody was at, in this tab for others. */
export function keptFor(
  lesson: Lesson,
  ground: Ground,
  progress: Progress,
  drafts: Readonly<Record<string, NetDocument>>,
): NetDocument | null {
  const there = progress.step === null ? null : groundOf(lesson, progress.step)
  if (there?.step === ground.step && progress.document) return progress.document
  return drafts[ground.step] ?? null
}
