import { describe, expect, it } from 'vitest'

import { Link, type FromSocket, type World } from './socket'

class FakeSocket {
  binaryType = ''
  readyState = 0
  sent: Record<string, unknown>[] = []
  onopen: (() => void) | null = null
  onclose: (() => void) | null = null
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null
  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>)
  }
  close(): void {
    this.drop()
  }
  open(): void {
    this.readyState = 1
    this.onopen?.()
  }
  drop(): void {
    this.readyState = 3
    this.onclose?.()
  }
  say(notice: object): void {
    this.onmessage?.({ data: JSON.stringify(notice) })
  }
  of(type: string): Record<string, unknown>[] {
    return this.sent.filter((one) => one.type === type)
  }
}

function setting() {
  const sockets: FakeSocket[] = []
  const posted: FromSocket[] = []
  const timers: { action: () => void; ms: number }[] = []
  const world: World = {
    connect: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as WebSocket
    },
    later: (action, ms) => timers.push({ action, ms }),
    cancel: () => undefined,
    random: () => 1,
    post: (message) => posted.push(message),
  }
  const link = new Link(world)
  link.receive({ kind: 'start', url: 'ws://test' })
  const socket = (n: number): FakeSocket => sockets[n] ?? new FakeSocket()
  const comeBack = (): void => timers.at(-1)?.action()
  return { link, socket, posted, timers, comeBack }
}

describe('Link', () => {
  it('opens the run and asks for what is seen again after a break', () => {
    const { link, socket, comeBack } = setting()
    link.receive({ kind: 'attach', run: 'r1' })
    link.receive({ kind: 'watch', probes: [{ probe: 'plane', node: 'h1' }] })
    socket(0).open()
    expect(socket(0).sent.map((one) => one.type)).toEqual(['open', 'watch'])
    socket(0).drop()
    comeBack()
    socket(1).open()
    expect(socket(1).sent.map((one) => one.type)).toEqual(['open', 'watch'])
    expect(socket(1).of('watch')[0]?.probes).toEqual([{ probe: 'plane', node: 'h1' }])
  })

  it('waits longer after each failure, up to eight seconds', () => {
    const { socket, timers, comeBack } = setting()
    for (let n = 0; n < 8; n++) {
      socket(n).drop()
      comeBack()
    }
    const waits = timers.map((timer) => timer.ms)
    expect(waits.slice(0, 3)).toEqual([250, 500, 1000])
    expect(Math.max(...waits)).toBe(8000)
  })

  it('sends unanswered orders again under their numbers, but not for ever', () => {
    const { link, socket, posted, comeBack } = setting()
    socket(0).open()
    link.receive({ kind: 'order', order: { type: 'pause', run: 'r1' }, key: 1 })
    link.receive({ kind: 'order', order: { type: 'step', run: 'r1', count: 1 }, key: 2 })
    socket(0).drop()
    comeBack()
    socket(1).open()
    expect(socket(1).of('pause')).toEqual(socket(0).of('pause'))
    expect(socket(1).of('step')).toEqual(socket(0).of('step'))
    socket(1).say({ type: 'done', id: socket(1).of('pause')[0]?.id })
    expect(posted).toContainEqual({ kind: 'answer', key: 1, problem: null })
    for (const n of [1, 2]) {
      socket(n).drop()
      comeBack()
      socket(n + 1).open()
    }
    expect(socket(2).of('pause')).toHaveLength(0)
    expect(socket(2).of('step')).toHaveLength(1)
    expect(socket(3).of('step')).toHaveLength(0)
    expect(posted).toContainEqual({ kind: 'lost', key: 2 })
  })

  it('keeps orders given while away, and answers them by their key', () => {
    const { link, socket, posted } = setting()
    link.receive({ kind: 'order', order: { type: 'play', run: 'r1' }, key: 5 })
    socket(0).open()
    const [order] = socket(0).of('play')
    socket(0).say({ type: 'done', id: order?.id })
    expect(posted).toContainEqual({ kind: 'answer', key: 5, problem: null })
  })

  it('matches streams with the list they were asked for', () => {
    const { link, socket, posted } = setting()
    link.receive({ kind: 'attach', run: 'r1' })
    socket(0).open()
    link.receive({ kind: 'watch', probes: [{ probe: 'plane', node: 'a' }] })
    socket(0).say({ type: 'watching', run: 'r1', streams: [], problems: [] })
    socket(0).say({ type: 'watching', run: 'r1', streams: [3], problems: [null] })
    const answers = posted.filter((one) => one.kind === 'watching')
    expect(answers.map((one) => one.probes)).toEqual([[], [{ probe: 'plane', node: 'a' }]])
  })

  it('gives credit back only for messages of this connection', () => {
    const { link, socket, comeBack } = setting()
    socket(0).open()
    socket(0).onmessage?.({ data: new ArrayBuffer(0) })
    socket(0).drop()
    comeBack()
    socket(1).open()
    link.receive({ kind: 'painted', count: 1 })
    expect(socket(1).of('credit')).toHaveLength(0)
    socket(1).onmessage?.({ data: new ArrayBuffer(0) })
    link.receive({ kind: 'painted', count: 1 })
    expect(socket(1).of('credit')).toHaveLength(1)
  })

  it('starts a new connection when bytes cannot be read', () => {
    const { socket, timers } = setting()
    socket(0).open()
    socket(0).onmessage?.({ data: new ArrayBuffer(7) })
    expect(timers).toHaveLength(1)
  })
})
