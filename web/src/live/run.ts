/** The run this page looks at: slow facts in a small store, and everything a person can do to it. */

import { create } from 'zustand'

import type { Row, Notice, Problem, Status } from '../wire/messages.gen'
import type { Order } from '../wire/socket'
import { carried, datasetOf, has, meaning, shows } from './agreement'
import { attach, listen, send } from './connection'
import type { SampleType } from './facts'
import { rememberSpeed, speedFor } from './pace'
import { forgetFrames } from './probes'

/** A network document as it travels; `model/` knows its insides, this store only passes it on. */
export type RunDocument = Record<string, unknown>

type WorkerState = 'lost' | 'starting' | 'ready'

/** What of a run changes at most a few times a second. Frames never come here. */
interface RunFacts {
  run: string | null
  document: RunDocument | null
  /** What the page shows, once checked; the run may not be able to train it. */
  shown: RunDocument | null
  /** The last document that came from another page on the same run. */
  edited: RunDocument | null
  status: Status | null
  /** Grows in place, so that long runs cost nothing per row; `rowCount` tells that it did. */
  rows: Row[]
  rowCount: number
  /** Counts up when rows were replaced instead of added. */
  era: number
  compiling: { what: 'step' | 'observe'; seconds: number } | null
  worker: WorkerState
  link: 'open' | 'away'
  problem: Problem | null // the last refusal, until the next order goes through
  /** An order to train that waits until the run has the network that the page shows. */
  wish: Wish | null
}

/** What trains a network; it must not act on the one that was there before. */
type Wish = { type: 'play' } | { type: 'step'; count: number } | { type: 'epoch' }

/** What a person can do. Every promise settles when the server has answered. */
interface RunActions {
  /**
   * Sends the document to the run; makes the run when there is none. With `unchecked` a refusal
   * is not shown: whoever checks the document says what is wrong with it.
   */
  edit: (document: object, type?: SampleType | null, unchecked?: boolean) => Promise<void>
  /** The page shows this now and will send it, or say `stay` if it cannot be trained. */
  expect: (document: object) => void
  stay: (document: object) => void
  /** Offers the server what it has turned down: the data may be there now. */
  retry: () => void
  /** Settles as soon as the run has the network that the page shows. */
  caughtUp: () => Promise<void>
  /** The document of the run this tab had before a reload, else of ``own``; null: there is none. */
  resume: (own: string | null) => Promise<RunDocument | null>
  play: () => void
  pause: () => void
  toggle: () => void
  step: (count?: number) => void
  epoch: () => void
  reset: (seed?: number | null) => void
  speed: (stepsPerSecond: number | null) => void
  cancel: () => void
  draw: (values: number[]) => void
  /** Shows the run as it was after a step; null: as it is now. */
  seek: (step: number | null) => void
  forgetProblem: () => void
}

const REMEMBERED = 'netzwerkstatt.run'

const EMPTY: RunFacts = {
  run: null,
  document: null,
  shown: null,
  edited: null,
  status: null,
  rows: [],
  rowCount: 0,
  era: 0,
  compiling: null,
  worker: 'ready',
  link: 'away',
  problem: null,
  wish: null,
}

let making: Promise<void> | null = null
let sentDocument = ''
let behind = false
/** The meaning of what the page shows. */
let showing = ''
let turnedDown = false
const waiting: (() => void)[] = []
let sampleType: SampleType | null = null

export const useRun = create<RunFacts & RunActions>((set, get) => {
  const act = (make: (run: string) => Order): void => {
    const { run } = get()
    if (run !== null) void send(make(run)).then((problem) => set({ problem }))
  }
  const train = (wish: Wish): void => {
    if (behind) set((before) => ({ wish: added(before.wish, wish) }))
    else if (turnedDown) void sendDocument().then((taken) => taken && train(wish))
    else act((run) => ({ ...wish, run }))
  }
  const fulfil = (): void => {
    const { wish } = get()
    behind = false
    for (const tell of waiting.splice(0)) tell()
    if (wish === null) return
    set({ wish: null })
    train(wish)
  }

  return {
    ...EMPTY,
    edit: async (document, type = null, unchecked = false) => {
      const text = meaning(document)
      const known = text === sentDocument
      sentDocument = showing = text
      set({ document: document as RunDocument, shown: document as RunDocument })
      keepPace(type)
      if (get().run === null && !known) await ensureRun(unchecked)
      else if (!known) void sendDocument()
      // While the run was made the page may have come to show another network: its edit comes.
      if (showing === text) fulfil()
    },
    expect: (document) => {
      shows(document)
      showing = meaning(document)
      behind = showing !== sentDocument
      if (!behind) fulfil()
    },
    stay: (document) => {
      set({ shown: document as RunDocument })
      fulfil()
    },
    retry: () => {
      if (get().document === null) return
      if (get().run === null) void ensureRun()
      else if (turnedDown) void sendDocument()
    },
    caughtUp: () => (behind ? new Promise((tell) => waiting.push(tell)) : Promise.resolve()),
    resume: async (own) => {
      for (const id of new Set([remembered(), own])) {
        const answer = id && (await fetch(`/api/runs/${id}`).catch(() => null))
        if (!answer || !answer.ok) continue
        const { document } = (await answer.json()) as { document: RunDocument }
        sentDocument = meaning(document)
        set({ document, shown: document })
        accept(document)
        enter(id)
        return document
      }
      return null
    },
    play: () => train({ type: 'play' }),
    pause: () => {
      set({ wish: null })
      act((run) => ({ type: 'pause', run }))
    },
    toggle: () => (playsNow(get()) ? get().pause() : get().play()),
    step: (count = 1) => train({ type: 'step', count }),
    epoch: () => train({ type: 'epoch' }),
    reset: (seed = null) => act((run) => ({ type: 'reset', run, seed })),
    speed: (stepsPerSecond) => {
      if (sampleType !== null) rememberSpeed(sampleType, stepsPerSecond)
      act((run) => ({ type: 'speed', run, steps_per_second: stepsPerSecond }))
    },
    cancel: () => act((run) => ({ type: 'cancel', run })),
    seek: (step) => act((run) => ({ type: 'seek', run, step })),
    draw: (values) => act((run) => ({ type: 'draw', run, values })),
    forgetProblem: () => set({ problem: null }),
  }
})

/** Whether it plays, or will as soon as the run has the network. */
export function playsNow({ status, wish }: RunFacts): boolean {
  return wish === null ? (status?.playing ?? false) : wish.type === 'play'
}

/** Steps asked for one after the other add up; else the last wish counts. */
function added(before: Wish | null, wish: Wish): Wish {
  if (before?.type !== 'step' || wish.type !== 'step') return wish
  return { type: 'step', count: before.count + wish.count }
}

/** Data of another type comes with the speed that suits it. */
function keepPace(type: SampleType | null): void {
  if (type === sampleType) return
  sampleType = type
  setPace()
}

function setPace(): void {
  const { run } = useRun.getState()
  if (run === null || sampleType === null) return
  void send({ type: 'speed', run, steps_per_second: speedFor(sampleType) })
}

function remembered(): string | null {
  return sessionStorage.getItem(REMEMBERED)
}

/** Takes the remembered run or makes a new one; concurrent callers share one request. */
function ensureRun(unchecked = false): Promise<void> {
  making ??= makeRun(unchecked).finally(() => (making = null))
  return making
}

async function makeRun(unchecked: boolean): Promise<void> {
  const old = remembered()
  if (old !== null && (await fetch(`/api/runs/${old}`).catch(() => null))?.ok) {
    enter(old)
    await sendDocument()
    return
  }
  const { document } = useRun.getState()
  const body = JSON.stringify({ document })
  const answer = await fetch('/api/runs', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  }).catch(() => null)
  if (!answer?.ok) return notMade(answer, unchecked)
  const { id } = (await answer.json()) as { id: string }
  if (document) accept(document)
  enter(id)
  // The document may have moved on while the server answered.
  if (JSON.stringify({ document: useRun.getState().document }) !== body) await sendDocument()
}

async function notMade(answer: Response | null, unchecked: boolean): Promise<void> {
  sentDocument = '' // so that the next edit tries again
  if (unchecked) return
  const body = (await answer?.json().catch(() => null)) as { problems?: Problem[] } | null
  useRun.setState({ problem: body?.problems?.[0] ?? null })
}

/** What another page made while an edit of this one is on its way: ours comes after it and counts. */
let unanswered = 0
let overtaken: RunDocument | null = null
/** Whether an edit met a class that was just being stopped: it is sent when the class goes on. */
let frozenOut = false
let accepted: RunDocument | null = null

async function sendDocument(): Promise<boolean> {
  const { run, document } = useRun.getState()
  if (run === null || document === null) return false
  unanswered += 1
  if (!accepted || datasetOf(accepted) !== datasetOf(document)) has(null)
  const problem = await send({ type: 'edit', run, document, carry: carried.has(run) })
  unanswered -= 1
  if (problem?.code === 'class_frozen') frozenOut = true
  turnedDown = problem !== null
  if (!turnedDown) accepted = document
  if (unanswered === 0) has(accepted)
  useRun.setState({ problem })
  const theirs = overtaken
  if (problem === null || unanswered === 0) overtaken = null
  if (problem !== null && unanswered === 0 && theirs) edited(run, theirs)
  return problem === null
}

export function enter(run: string): void {
  sessionStorage.setItem(REMEMBERED, run)
  useRun.setState({ run, rows: [], rowCount: 0, status: null, problem: null })
  attach(run)
  setPace()
  forgetFrames()
}

/** The run is gone on the server: start a new one from what the page shows, if it was its own. */
function lostRun(): void {
  const own = useRun.getState().run === remembered()
  if (own) sessionStorage.removeItem(REMEMBERED)
  useRun.setState({ run: null, status: null, rows: [], rowCount: 0 })
  attach(null)
  if (own && useRun.getState().document !== null) void ensureRun()
}

function noticed(notice: Notice): void {
  switch (notice.type) {
    case 'opened': {
      useRun.setState({ status: notice.status, problem: null })
      if (parted) void catchUp(notice.run)
      parted = false
      return
    }
    case 'edited': {
      edited(notice.run, notice.document)
      return
    }
    case 'pushed': {
      // It is in the run already; whoever shows it need not send it.
      if (notice.run === useRun.getState().run) took(notice.document)
      return
    }
    case 'frozen': {
      if (notice.frozen || !frozenOut) return
      frozenOut = false
      void sendDocument()
      return
    }
    case 'status': {
      status(notice)
      return
    }
    case 'history': {
      history(notice.from, notice.rows)
      return
    }
    case 'compiling': {
      useRun.setState({ compiling: { what: notice.what, seconds: notice.seconds } })
      return
    }
    case 'worker': {
      useRun.setState({ worker: notice.state })
      return
    }
    case 'refused': {
      lostRun()
      return
    }
  }
}

/** Another page's document counts as sent, so that taking it over does not send it back. */
export function edited(run: string, document: RunDocument): void {
  if (run !== useRun.getState().run) return
  if (unanswered > 0) {
    overtaken = document
    return
  }
  took(document)
  useRun.setState({ edited: document })
}

/** The run has this document now, whoever put it there. */
function took(document: RunDocument): void {
  sentDocument = meaning(document)
  useRun.setState({ document, shown: document, problem: null })
  accept(document)
}

function accept(document: RunDocument): void {
  accepted = document
  turnedDown = false
  has(document)
}

/** Whether the connection to this run was broken: edits of other pages went unheard. */
let parted = false

async function catchUp(run: string): Promise<void> {
  const before = sentDocument
  const answer = await fetch(`/api/runs/${run}`).catch(() => null)
  if (!answer?.ok) return
  const { document } = (await answer.json()) as { document: RunDocument }
  // What this page has sent meanwhile comes after what the server answered here.
  if (sentDocument === before && meaning(document) !== before) edited(run, document)
}

function status(next: Status): void {
  const { run, compiling } = useRun.getState()
  if (next.run !== run) return
  useRun.setState({ status: next, compiling: next.state === 'compiling' ? compiling : null })
}

function history(from: number, added: Row[]): void {
  const { rows, era } = useRun.getState()
  const replaced = from < rows.length
  rows.length = Math.min(from, rows.length)
  for (const row of added) rows.push(row)
  useRun.setState({ rowCount: rows.length, era: replaced ? era + 1 : era })
}

listen({
  notice: noticed,
  link: (link) => {
    parted ||= link === 'away' && useRun.getState().run !== null
    useRun.setState({ link })
  },
})
