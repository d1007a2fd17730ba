/** The page's side of the socket worker: orders with answers, notices and frames to listeners. */

import type { Frame } from '../wire/frames'
import type { Notice, Probe, Problem } from '../wire/messages.gen'
import type { Answer, FromSocket, Order, ToSocket } from '../wire/socket'

export type Watching = Extract<FromSocket, { kind: 'watching' }>

/** Who wants to hear what comes from the server. */
interface Listener {
  notice?(notice: Notice): void
  link?(state: 'open' | 'away'): void
  watching?(answer: Watching): void
  frames?(frames: Frame[]): void
}

const listeners = new Set<Listener>()
const open = new Map<number, (answer: Answer) => void>()
let worker: Worker | null = null
let nextKey = 1

/** What an order is answered with when its connection died before the answer came. */
export const LOST: Problem = {
  code: 'connection_lost',
  message: {
    en: 'The connection broke before the server answered. Please try once more.',
    de: 'Die Verbindung ist abgerissen, bevor der Server geantwortet hat. Versuch es bitte noch einmal.',
  },
  node: null,
  edge: null,
  field: null,
  fix: null,
}

/** Registers a listener; answers the function that takes it away again. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sends an order; the promise holds null when it was carried out, else the problem. */
export async function send(order: Order): Promise<Problem | null> {
  return (await request(order)).problem
}

/** Sends an order; the promise holds all that it is answered with. */
export function request(order: Order): Promise<Answer> {
  const key = nextKey++
  return new Promise((resolve) => {
    open.set(key, resolve)
    tell({ kind: 'order', order, key })
  })
}

/** Attaches to a run, also after every reconnection; null detaches. */
export function attach(run: string | null): void {
  tell({ kind: 'attach', run })
}

/** Replaces the list of what this page sees now. */
export function watch(probes: Probe[]): void {
  tell({ kind: 'watch', probes })
}

/** Gives credit back for messages that are on the screen. */
export function painted(count: number): void {
  tell({ kind: 'painted', count })
}

/** Opens the socket before anything is to be sent: it comes up while the page is still asking. */
export function connect(): void {
  worker ??= start()
}

function tell(message: ToSocket): void {
  worker ??= start()
  worker.postMessage(message)
}

function start(): Worker {
  const made = new Worker(new URL('../wire/socket.worker.ts', import.meta.url), { type: 'module' })
  made.onmessage = (event: MessageEvent<FromSocket>) => {
    hear(event.data)
  }
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  made.postMessage({
    kind: 'start',
    url: `${scheme}://${location.host}/api/live?page=${pageName()}`,
  } satisfies ToSocket)
  return made
}

/** By which the server knows this page again after a break; randomUUID is for https alone. */
function pageName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function hear(message: FromSocket): void {
  if (message.kind === 'answer') {
    settle(message.key, message)
    return
  }
  if (message.kind === 'lost') {
    settle(message.key, { problem: LOST, before: null })
    return
  }
  for (const listener of listeners) {
    if (message.kind === 'notice') listener.notice?.(message.notice)
    else if (message.kind === 'link') listener.link?.(message.state)
    else if (message.kind === 'watching') listener.watching?.(message)
    else listener.frames?.(message.frames)
  }
}

function settle(key: number, answer: Answer): void {
  open.get(key)?.(answer)
  open.delete(key)
}
