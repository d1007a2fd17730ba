/** The registry of what is on screen: components declare probes, the union is watched. */

import type { Frame } from '../wire/frames'
import type { Probe, Problem } from '../wire/messages.gen'
import { onPainted, schedule } from './clock'
import { listen, painted, watch } from './connection'
import { paintedFirst } from './first'

/** One question with everybody who shows its answer. The newest frame wins; older ones are dropped. */
interface Entry {
  key: string
  probe: Probe
  users: Set<ProbeHandle>
  frame: Frame | null
  problem: Problem | null
}

/** What a component holds on to while it shows a probe. */
export interface ProbeHandle {
  /** The newest frame, or null while nothing is known. */
  frame(): Frame | null
  problem(): Problem | null
  /** Declares another question; null asks nothing. */
  ask(probe: Probe | null): void
  /** Takes the question off the list while nobody can see the answer. */
  show(visible: boolean): void
  close(): void
}

const entries = new Map<string, Entry>()
const streams = new Map<number, Entry>()
let unacknowledged = 0
let pictured = false
let deaf = false
let watchTimer: ReturnType<typeof setTimeout> | undefined
let watchBegan = 0
let lastPlanned = 0
let lastSent = ''
let lastQuestions = new Set<string>()

/** Opens a handle; `changed` is called for each new frame and must only mark something dirty. */
export function openProbe(changed: () => void): ProbeHandle {
  let probe: Probe | null = null
  let visible = true
  let entry: Entry | null = null
  const handle: ProbeHandle & { changed(): void } = {
    changed,
    frame: () => entry?.frame ?? null,
    problem: () => entry?.problem ?? null,
    ask(next) {
      probe = next
      settle()
    },
    show(now) {
      visible = now
      settle()
    },
    close() {
      probe = null
      settle()
    },
  }
  function settle(): void {
    const wanted = probe !== null && visible ? keyOf(probe) : null
    if (wanted === (entry?.key ?? null)) return
    const before = entry
    entry = wanted !== null && probe !== null ? join(wanted, probe, handle) : null
    if (before) leave(before, handle)
    changed()
  }
  changedOf.set(handle, changed)
  return handle
}

const changedOf = new WeakMap<ProbeHandle, () => void>()

function keyOf(probe: Probe): string {
  return JSON.stringify(probe, Object.keys(probe).concat(INNER_KEYS).sort())
}
/** Of a sample, and of one number of the weights. */
const INNER_KEYS = ['part', 'index', 'drawn', 'point', 'node', 'weight']

function join(key: string, probe: Probe, user: ProbeHandle): Entry {
  const entry = entries.get(key) ?? { key, probe, users: new Set(), frame: null, problem: null }
  entries.set(key, entry)
  entry.users.add(user)
  planWatch()
  return entry
}

function leave(entry: Entry, user: ProbeHandle): void {
  entry.users.delete(user)
  // It stays until the list is sent: who comes back before that still has its picture, and an
  // unchanged list would bring no new one.
  if (entry.users.size === 0) planWatch()
}

const GATHER_MS = 16
const QUIET_MS = 60
const LONGEST_MS = 300
const FEW = 2

/**
 * A microtask would send one list for each mounting component; a short wait gathers them. While a
 * whole network comes or goes the wait is longer: every list is compiled on the server.
 */
function planWatch(): void {
  lastPlanned = performance.now()
  if (watchTimer !== undefined) return
  watchBegan = lastPlanned
  watchTimer = setTimeout(watchWhenQuiet, GATHER_MS)
}

/** Sends the list, unless much of it is still coming and going. */
function watchWhenQuiet(): void {
  const now = performance.now()
  // A pointer that keeps moving must not put the list off for ever.
  const due = Math.min(lastPlanned + QUIET_MS, watchBegan + LONGEST_MS)
  if (now >= due || changedQuestions() <= FEW) return sendWatch()
  watchTimer = setTimeout(watchWhenQuiet, due - now)
}

/** How many questions came or went since the last list; another example is the same question. */
function changedQuestions(): number {
  const questions = questionsNow()
  let changed = 0
  for (const one of questions) if (!lastQuestions.has(one)) changed += 1
  for (const one of lastQuestions) if (!questions.has(one)) changed += 1
  return changed
}

function questionsNow(): Set<string> {
  const asked = [...entries.values()].filter(({ users }) => users.size > 0)
  return new Set(asked.map(({ probe }) => JSON.stringify({ ...probe, sample: null })))
}

function sendWatch(): void {
  watchTimer = undefined
  for (const [key, entry] of entries) if (entry.users.size === 0) entries.delete(key)
  const list = [...entries.values()].map((entry) => entry.probe)
  const text = JSON.stringify(list)
  if (text === lastSent) return
  lastSent = text
  lastQuestions = questionsNow()
  watch(list)
}

/** Forgets every picture: another run, or the same one with another structure. */
export function forgetFrames(): void {
  streams.clear()
  for (const entry of entries.values()) {
    entry.frame = null
    entry.problem = null
    tellUsers(entry)
  }
  lastSent = ''
  planWatch()
}

/** The page shows other data than the run has: what is known of an example is of another one. */
export function forgetExamples(): void {
  deaf = true
  for (const [stream, entry] of streams) if (ofExample(entry)) streams.delete(stream)
  for (const entry of entries.values()) {
    if (!ofExample(entry)) continue
    entry.frame = null
    entry.problem = null
    tellUsers(entry)
  }
}

/** They are the same again. The server answers under new numbers, so nothing older can come late. */
export function listenAgain(): void {
  deaf = false
  lastSent = ''
  planWatch()
}

/** The run's document changed: what was refused before may have an answer now. */
export function askRefusedAgain(): void {
  if (![...entries.values()].some(({ problem }) => problem !== null)) return
  lastSent = ''
  planWatch()
}

const OF_ROWS = new Set(['answers', 'projection', 'health', 'normalized', 'landscape', 'layout'])

function ofExample({ probe }: Entry): boolean {
  return probe.sample != null || OF_ROWS.has(probe.probe)
}

function tellUsers(entry: Entry): void {
  for (const user of entry.users) changedOf.get(user)?.()
}

/** Files frames under the probes they answer; the clock paints them. */
function fileFrames(frames: Frame[]): void {
  unacknowledged += 1
  for (const frame of frames) {
    const entry = streams.get(frame.stream)
    if (!entry) continue
    entry.frame = frame
    if (entry.probe.probe === 'plane' || entry.probe.probe === 'activation') pictured = true
    tellUsers(entry)
  }
  schedule()
}

listen({
  frames: fileFrames,
  watching(answer) {
    streams.clear()
    answer.probes.forEach((probe, n) => {
      const entry = entries.get(keyOf(probe))
      if (!entry || (deaf && ofExample(entry))) return
      const stream = answer.streams[n]
      const refused = entry.problem !== null
      entry.problem = answer.problems[n] ?? null
      if (stream != null) streams.set(stream, entry)
      if (stream == null || refused) tellUsers(entry)
    })
  },
})

onPainted(() => {
  if (pictured) paintedFirst()
  if (unacknowledged === 0) return
  painted(unacknowledged)
  unacknowledged = 0
})
