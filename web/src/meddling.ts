/** Joins what is done by hand in the page with the run: a change goes there, the run's list counts. */

import { send } from './live/connection'
import { useRun } from './live/run'
import type { NetDocument } from './model/document'
import type { History } from './model/history'
import { currentDocument, useGraph } from './state/graph'
import { deedOf, keepDeed, knowsDeed, useMeddle, type Interventions } from './state/meddle'

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
  if (!knowsDeed(present) && past) inherit(history, past)
  if (past) writeAlong(history, past)
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
    keepDeed(now.present, { list: deed.list, written: null })
}

/** Forward to a step that wrote a weight its number is written, back from it the one before. */
function writeAlong(now: History<NetDocument>, before: History<NetDocument>): void {
  const forward = now.past.at(-1) === before.present
  const back = now.future[0] === before.present
  const { written } = deedOf(back ? before.present : now.present)
  if (!written || (!forward && !back)) return
  const { node, weight, index } = written
  const value = back ? written.before : written.after
  void useRun.getState().setWeight(node, weight, [...index], value)
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
