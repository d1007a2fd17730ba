/** Joins what is done by hand in the page with the run: a change goes there, the run's list counts. */

import { send } from './live/connection'
import { useRun } from './live/run'
import { order } from './live/weights'
import type { NetDocument } from './model/document'
import type { History } from './model/history'
import { currentDocument, useGraph } from './state/graph'
import {
  deedOf,
  keepDeed,
  knowsDeed,
  useMeddle,
  type Interventions,
  type Written,
} from './state/meddle'

/** A status that was made before the run obeyed may still be on its way so long after its answer. */
const LATE_MS = 1500

/** What the run was asked to take over and has not told yet. */
let awaited: { readonly list: Interventions; until: number } | null = null

/** Follows the history and the run. Answers how to stop. */
export function startMeddling(): () => void {
  const stops = [useGraph.subscribe(followHistory), useRun.subscribe(followRun)]
  const { status } = useRun.getState()
  if (status) heard(status)
  return () => stops.forEach((stop) => stop())
}

type Graph = ReturnType<typeof useGraph.getState>
type Run = ReturnType<typeof useRun.getState>

function followHistory({ history }: Graph, before: Graph): void {
  const past = before.history
  if (!history || history.present === past?.present) return
  const { present } = history
  if (past) {
    const back = history.future[0] === past.present
    const again = past.future[0] === present
    if (back || again) void writeAgain(deedOf(back ? past.present : present).written, back)
    else if (!knowsDeed(present)) inherit(history, past)
  }
  const { list } = deedOf(present)
  if (same(list, useMeddle.getState().list)) return
  useMeddle.setState({ list, effect: null })
  void bring(list)
}

/** An edit leaves what is done by hand as it is; another network begins without. */
function inherit(now: History<NetDocument>, before: History<NetDocument>): void {
  const deed = deedOf(before.present)
  const replaced = now.past === before.past
  const nodes = new Set(before.present.nodes)
  if (replaced) keepDeed(now.present, deed)
  else if (now.present.nodes.some((node) => nodes.has(node)))
    keepDeed(now.present, { list: deed.list, written: [] })
}

/** The run may hold another network than the page: then the number's place is gone, and so is it. */
const GONE = ['no_such_node', 'no_such_weight', 'index_outside']

/** Back from a step that set weights the numbers before are written, forward to it the new ones. */
async function writeAgain(written: readonly Written[], back: boolean): Promise<void> {
  const settings = written.flatMap(({ before, after, ...place }) => {
    const value = back ? before : after
    return value === null ? [] : [{ ...place, value }]
  })
  if (settings.length === 0) return
  await useRun.getState().caughtUp()
  // All at once: what the next step back writes comes behind them.
  const answers = await Promise.all(settings.map(order))
  const problem = answers.find((one) => one.problem && !GONE.includes(one.problem.code))?.problem
  if (problem) useRun.setState({ problem })
}

async function bring(list: Interventions): Promise<void> {
  const mine = { list, until: Infinity }
  awaited = mine
  await useRun.getState().caughtUp()
  const { run } = useRun.getState()
  // Meanwhile there may be another list, which is on its way by itself.
  if (awaited !== mine || run === null) return
  const problem = await send({ type: 'intervene', run, interventions: [...list] })
  mine.until = performance.now() + LATE_MS
  if (!problem || awaited !== mine) return
  awaited = null
  useRun.setState({ problem })
  takeOver(useRun.getState().status?.interventions ?? [])
}

function followRun({ run, status }: Run, before: Run): void {
  if (run !== before.run) awaited = null
  if (status && status !== before.status) heard(status)
}

function heard({ interventions, effect }: NonNullable<Run['status']>): void {
  if (awaited && !same(interventions, awaited.list)) {
    if (performance.now() < awaited.until) return
  }
  awaited = null
  takeOver(interventions)
  if (effect !== useMeddle.getState().effect) useMeddle.setState({ effect })
}

/** The run's list, after a reload, from another page, or less than before after an edit. */
function takeOver(list: Interventions): void {
  const document = currentDocument()
  if (!document || same(list, useMeddle.getState().list)) return
  keepDeed(document, { ...deedOf(document), list })
  useMeddle.setState({ list })
}

function same(one: Interventions, other: Interventions): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
