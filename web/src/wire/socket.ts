/** The page's end of the socket: reconnects, sends again what was lost, hands frames on; no DOM. */

import { decodeFrames, type Frame } from './frames'
import type { Command, Notice, Probe, Problem } from './messages.gen'

/** A command before it has a number. */
export type Order = DistributiveOmit<Command, 'id'>
type DistributiveOmit<T, K extends keyof never> = T extends unknown ? Omit<T, K> : never

/** What the page tells the worker. `key` comes back with the answer. */
export type ToSocket =
  | { kind: 'start'; url: string }
  | { kind: 'attach'; run: string | null }
  | { kind: 'watch'; probes: Probe[] }
  | { kind: 'order'; order: Order; key: number }
  | { kind: 'painted'; count: number }

/** What became of an order: `before` is the number that one weight had until it was set. */
export interface Answer {
  readonly problem: Problem | null
  readonly before: number | null
}

/** What the worker tells the page. */
export type FromSocket =
  | { kind: 'link'; state: 'open' | 'away' }
  | { kind: 'notice'; notice: Notice }
  | ({ kind: 'answer'; key: number } & Answer)
  | { kind: 'lost'; key: number }
  | {
      kind: 'watching'
      run: string
      probes: Probe[]
      streams: (number | null)[]
      problems: (Problem | null)[]
    }
  | { kind: 'frames'; frames: Frame[]; buffer: ArrayBuffer }

interface Waiting {
  order: Order
  key: number | null
  tries: number
}

/** What of the browser the link needs; a test gives its own. */
export interface World {
  connect(url: string): WebSocket
  later(action: () => void, ms: number): unknown
  cancel(timer: unknown): void
  random(): number
  post(message: FromSocket): void
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 8000
// An order that breaks every connection it is sent on must not be sent for ever.
const MOST_TRIES = 3

/** One socket to the server that outlives every single connection. */
export class Link {
  private url = ''
  private socket: WebSocket | null = null
  private failures = 0
  private timer: unknown = null
  private nextId = 1
  private run: string | null = null
  private probes: Probe[] = []
  private waiting = new Map<number, Waiting>()
  private asked: { id: number; probes: Probe[] }[] = []
  private unpainted = 0

  constructor(private readonly world: World) {}

  /** Takes one message of the page. */
  receive(message: ToSocket): void {
    switch (message.kind) {
      case 'start':
        this.url = message.url
        {
          this.connect()
          return
        }
      case 'attach': {
        this.attach(message.run)
        return
      }
      case 'watch':
        this.probes = message.probes
        {
          this.watch()
          return
        }
      case 'order': {
        this.order(message.order, message.key)
        return
      }
      case 'painted': {
        this.painted(message.count)
        return
      }
    }
  }

  private connect(): void {
    const socket = this.world.connect(this.url)
    socket.binaryType = 'arraybuffer'
    this.socket = socket
    socket.onopen = () => this.opened()
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.heard(event.data)
    socket.onclose = () => this.closed(socket)
  }

  private opened(): void {
    this.failures = 0
    this.asked = []
    this.unpainted = 0
    this.world.post({ kind: 'link', state: 'open' })
    const before = [...this.waiting]
    if (this.run !== null) this.transmit({ type: 'open', run: this.run }, null)
    for (const [id, one] of before) this.again(id, one)
    this.watch()
  }

  /** Under its old number: what the server has carried out already it only answers again. */
  private again(id: number, one: Waiting): void {
    if (one.key !== null && one.tries < MOST_TRIES) {
      one.tries += 1
      this.socket?.send(JSON.stringify({ ...one.order, id }))
      return
    }
    this.waiting.delete(id)
    if (one.key !== null) this.world.post({ kind: 'lost', key: one.key })
  }

  private closed(socket: WebSocket): void {
    if (socket !== this.socket) return
    this.socket = null
    this.failures += 1
    this.world.post({ kind: 'link', state: 'away' })
    // Full jitter: a class whose server restarts must not come back in one burst.
    const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.failures - 1))
    this.world.cancel(this.timer)
    this.timer = this.world.later(() => this.connect(), ceiling * (0.5 + this.world.random() / 2))
  }

  private attach(run: string | null): void {
    if (this.run !== null && this.run !== run) this.transmit({ type: 'close', run: this.run }, null)
    if (run !== this.run) this.probes = []
    this.run = run
    if (run !== null) this.transmit({ type: 'open', run }, null)
  }

  private watch(): void {
    if (this.run === null || !this.live()) return
    const id = this.transmit({ type: 'watch', run: this.run, probes: this.probes }, null)
    this.asked.push({ id, probes: this.probes })
  }

  private order(order: Order, key: number): void {
    if (this.live()) this.transmit(order, key)
    else this.waiting.set(this.nextId++, { order, key, tries: 0 })
  }

  private painted(count: number): void {
    // Messages of a connection that is gone are owed nothing.
    const owed = Math.min(count, this.unpainted)
    this.unpainted -= owed
    if (owed > 0 && this.live()) this.transmit({ type: 'credit', count: owed }, null)
  }

  private live(): boolean {
    return this.socket !== null && this.socket.readyState === 1
  }

  private transmit(order: Order, key: number | null): number {
    const id = this.nextId++
    if (!this.live()) return id
    this.waiting.set(id, { order, key, tries: 1 })
    this.socket?.send(JSON.stringify({ ...order, id }))
    return id
  }

  private heard(data: string | ArrayBuffer): void {
    if (typeof data !== 'string') {
      this.pictures(data)
      return
    }
    const notice = JSON.parse(data) as Notice
    if (notice.type === 'done') this.answered(notice.id, null, notice.before)
    else if (notice.type === 'refused') this.answered(notice.id, notice.problem, null)
    else if (notice.type === 'watching') {
      const probes = this.asked.shift()?.probes
      if (probes) this.world.post({ kind: 'watching', probes, ...notice })
    } else this.world.post({ kind: 'notice', notice })
  }

  private answered(id: number, problem: Problem | null, before: number | null): void {
    const one = this.waiting.get(id)
    this.waiting.delete(id)
    if (problem) this.asked = this.asked.filter((question) => question.id !== id)
    if (one?.key != null) this.world.post({ kind: 'answer', key: one.key, problem, before })
    else if (problem && one?.order.type === 'open')
      this.world.post({ kind: 'notice', notice: { type: 'refused', id, problem } })
  }

  private pictures(buffer: ArrayBuffer): void {
    this.unpainted += 1
    try {
      this.world.post({ kind: 'frames', frames: decodeFrames(buffer), buffer })
    } catch {
      this.socket?.close() // bytes nobody can read: a new connection starts clean
    }
  }
}
