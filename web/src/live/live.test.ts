import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { FromSocket, ToSocket } from '../wire/socket'

/** Stands for the worker: keeps what the page says, and says what a test wants. */
class FakeWorker {
  static last: FakeWorker
  heard: ToSocket[] = []
  onmessage: ((event: { data: FromSocket }) => void) | null = null
  constructor() {
    FakeWorker.last = this
  }
  postMessage(message: ToSocket): void {
    this.heard.push(message)
  }
  say(data: FromSocket): void {
    this.onmessage?.({ data })
  }
  of<K extends ToSocket['kind']>(kind: K): Extract<ToSocket, { kind: K }>[] {
    return this.heard.filter((one): one is Extract<ToSocket, { kind: K }> => one.kind === kind)
  }
}

let frames: (() => void)[] = []
const beat = (): void => {
  const due = frames
  frames = []
  for (const frame of due) frame()
}

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers()
  frames = []
  const kept = new Map<string, string>()
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('location', { protocol: 'http:', host: 'test' })
  vi.stubGlobal('requestAnimationFrame', (action: (now: number) => void) =>
    frames.push(() => action(0)),
  )
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  })
})

const frame = (stream: number, step: number): FromSocket => ({
  kind: 'frames',
  frames: [{ stream, step, made: 0, parts: [] }],
  buffer: new ArrayBuffer(0),
})

async function probing() {
  const { openProbe } = await import('./probes')
  const { addPainter, soil } = await import('./clock')
  const painted = vi.fn()
  const painter = { visible: true, dirty: true, paint: painted }
  addPainter(painter)
  const changed = vi.fn(() => soil(painter))
  return { openProbe, painter, painted, changed }
}

describe('probes', () => {
  it('send one list for everything on screen, and each question once', async () => {
    const { openProbe, changed } = await probing()
    const one = openProbe(changed)
    const two = openProbe(changed)
    one.ask({ probe: 'plane', node: 'h', size: 44, unit: null })
    two.ask({ unit: null, node: 'h', probe: 'plane', size: 44 })
    vi.runAllTimers()
    expect(FakeWorker.last.of('watch')).toHaveLength(1)
    expect(FakeWorker.last.of('watch')[0]?.probes).toHaveLength(1)
    two.close()
    vi.runAllTimers()
    expect(FakeWorker.last.of('watch')).toHaveLength(1)
    one.show(false)
    vi.runAllTimers()
    expect(FakeWorker.last.of('watch').at(-1)?.probes).toEqual([])
  })

  it('paint only the newest frame, then give credit for all', async () => {
    const { openProbe, changed, painted } = await probing()
    const handle = openProbe(changed)
    const probe = { probe: 'plane', node: 'h', size: 44, unit: null }
    handle.ask(probe)
    vi.runAllTimers()
    const worker = FakeWorker.last
    worker.say({ kind: 'watching', run: 'r', probes: [probe], streams: [4], problems: [null] })
    beat()
    painted.mockClear()
    worker.say(frame(4, 10))
    worker.say(frame(4, 20))
    worker.say(frame(5, 30))
    beat()
    expect(painted).toHaveBeenCalledTimes(1)
    expect(handle.frame()?.step).toBe(20)
    expect(worker.of('painted').map((one) => one.count)).toEqual([3])
  })

  it('leave alone what nobody sees', async () => {
    const { openProbe, changed, painter, painted } = await probing()
    openProbe(changed)
    painter.visible = false
    beat()
    expect(painted).not.toHaveBeenCalled()
  })
})

describe('the clock', () => {
  it('lets one text be written in a frame, rather in one that paints nothing', async () => {
    const { addPainter, soil, write } = await import('./clock')
    const painter = { visible: true, dirty: true, paint: vi.fn() }
    addPainter(painter)
    const written: string[] = []
    const writer = (name: string, from: number) => ({ from, write: () => written.push(name) })
    write(writer('later', 1))
    write(writer('first', 0))
    write(writer('second', 0))
    beat()
    expect(painter.paint).toHaveBeenCalledTimes(1)
    expect(written).toEqual([])
    beat()
    expect(written).toEqual(['first'])
    beat()
    expect(written).toEqual(['first', 'second'])
    beat()
    expect(written).toEqual(['first', 'second'])
    write(writer('waited long', -1000))
    soil(painter)
    beat()
    expect(painter.paint).toHaveBeenCalledTimes(2)
    expect(written.at(-1)).toBe('waited long')
  })
})

describe('the run', () => {
  const status = { type: 'status', run: 'r1', state: 'idle', playing: false, step: 3 }

  async function attached() {
    const fetched = vi.fn(() =>
      Promise.resolve({ ok: true, json: () => Promise.resolve({ id: 'r1' }) }),
    )
    vi.stubGlobal('fetch', fetched)
    const { useRun } = await import('./run')
    await useRun.getState().edit({ format: 1, nodes: [], edges: [] })
    return { useRun, fetched, worker: FakeWorker.last }
  }

  it('is made from the first document and remembered', async () => {
    const { useRun, fetched, worker } = await attached()
    expect(fetched).toHaveBeenCalledTimes(1)
    expect(useRun.getState().run).toBe('r1')
    expect(sessionStorage.getItem('netzwerkstatt.run')).toBe('r1')
    expect(worker.of('attach').at(-1)?.run).toBe('r1')
  })

  it('takes rows in without copying those it has, and starts over from 0', async () => {
    const { useRun, worker } = await attached()
    const rest = { epoch: 0, loss: 1, metrics: {}, learning_rate: 0.1, validation: null }
    const row = (step: number) => ({ step, ...rest })
    const history = (from: number, steps: number[]): void =>
      worker.say({
        kind: 'notice',
        notice: { type: 'history', run: 'r1', from, rows: steps.map(row) },
      })
    history(0, [1, 2])
    const { rows, era } = useRun.getState()
    history(2, [3])
    expect(useRun.getState().rows).toBe(rows)
    expect(useRun.getState()).toMatchObject({ rowCount: 3, era })
    history(0, [1])
    expect(useRun.getState()).toMatchObject({ rowCount: 1, era: era + 1 })
  })

  it('never hears of frames: no component is drawn again for one', async () => {
    const { useRun, worker } = await attached()
    const told = vi.fn()
    useRun.subscribe(told)
    for (let step = 0; step < 100; step++) worker.say(frame(1, step))
    beat()
    expect(told).not.toHaveBeenCalled()
  })

  it('makes a new run when the server knows the old one no more', async () => {
    const { useRun, fetched, worker } = await attached()
    worker.say({ kind: 'notice', notice: { ...status } as never })
    expect(useRun.getState().status?.step).toBe(3)
    const problem = {
      code: 'no_run',
      message: { en: '', de: '' },
      node: null,
      edge: null,
      field: null,
      fix: null,
    }
    worker.say({ kind: 'notice', notice: { type: 'refused', id: 1, problem } })
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2))
  })

  const orders = (worker: FakeWorker) => worker.of('order').map(({ order }) => order)
  const another = { format: 1, nodes: [{ id: 'a', kind: 'input' }], edges: [] }

  it('plays the network that was just opened, not the one before it', async () => {
    const { useRun, worker } = await attached()
    const { expect: announce, edit, play } = useRun.getState()
    announce(another)
    play()
    expect(orders(worker)).toEqual([])
    await edit(another)
    expect(orders(worker).map(({ type }) => type)).toEqual(['edit', 'play'])
  })

  it('plays the network that came while the run was being made, not the first one', async () => {
    let made: (answer: object) => void = () => undefined
    vi.stubGlobal('fetch', () => new Promise((answer) => (made = answer)))
    const { useRun } = await import('./run')
    const { edit, expect: announce, play } = useRun.getState()
    const first = edit({ format: 1, nodes: [], edges: [] })
    announce(another)
    play()
    made({ ok: true, json: () => Promise.resolve({ id: 'r1' }) })
    await first
    expect(orders(FakeWorker.last)).toEqual([])
    await edit(another)
    expect(orders(FakeWorker.last).map(({ type }) => type)).toEqual(['edit', 'play'])
  })

  it("takes another page's document over without sending it back", async () => {
    const { useRun, worker } = await attached()
    const before = orders(worker).length
    worker.say({ kind: 'notice', notice: { type: 'edited', run: 'r1', document: another } })
    expect(useRun.getState().edited).toEqual(another)
    await useRun.getState().edit({ ...another, layout: { a: [1, 2] } })
    expect(orders(worker)).toHaveLength(before)
    worker.say({ kind: 'notice', notice: { type: 'edited', run: 'r9', document: {} } })
    expect(useRun.getState().edited).toEqual(another)
  })

  it('forgets a wish that was taken back, and adds steps up', async () => {
    const { useRun, worker } = await attached()
    const run = useRun.getState()
    run.expect(another)
    run.play()
    run.pause()
    run.step()
    run.step()
    run.stay(another)
    const said = orders(worker).filter(({ type }) => type !== 'pause')
    expect(said).toEqual([{ type: 'step', count: 2, run: 'r1' }])
  })

  it('shows no example of another data set than the page has chosen', async () => {
    const { useRun, worker } = await attached()
    const { openProbe } = await import('./probes')
    const run = useRun.getState()
    const on = (dataset: string) => ({ format: 1, nodes: [], data: { dataset } })
    const answer = (stream: number) => {
      const { probes = [] } = worker.of('watch').at(-1) ?? {}
      worker.say({
        kind: 'watching',
        run: 'r1',
        probes,
        streams: [stream, stream + 1],
        problems: [],
      })
      const frame = (one: number) => ({ stream: one, step: 1, made: 0, parts: [] })
      worker.say({
        kind: 'frames',
        frames: [frame(stream), frame(stream + 1)],
        buffer: new ArrayBuffer(0),
      })
    }
    const accept = (key: number) => worker.say({ kind: 'answer', key, problem: null, before: null })
    const known = () => [example.frame() !== null, map.frame() !== null]
    const [example, map] = [openProbe(vi.fn()), openProbe(vi.fn())]
    example.ask({ probe: 'activation', node: 'a', sample: { part: 'training', index: 0 } })
    map.ask({ probe: 'plane', node: 'a', size: 44, unit: null })
    vi.runAllTimers()
    answer(1)
    expect(known()).toEqual([true, true])

    run.expect(on('iris'))
    expect(known()).toEqual([false, true])
    answer(1)
    expect(known()).toEqual([false, true])
    await run.edit(on('iris'))
    accept(worker.of('order').find(({ order }) => order.type === 'edit')?.key ?? -1)
    await vi.advanceTimersByTimeAsync(400)
    expect(known()).toEqual([false, true])
    answer(3)
    expect(known()).toEqual([true, true])
  })

  it('offers the server again on play what it has turned down', async () => {
    const { useRun, worker } = await attached()
    const { LOST } = await import('./connection')
    const said = () => orders(worker).map(({ type }) => type)
    const settle = async (problem: typeof LOST | null) => {
      worker.say({
        kind: 'answer',
        key: worker.of('order').at(-1)?.key ?? -1,
        problem,
        before: null,
      })
      await vi.advanceTimersByTimeAsync(1)
    }
    const before = said().length
    await useRun.getState().edit(another)
    await settle(LOST)
    useRun.getState().play()
    expect(said().slice(before)).toEqual(['edit', 'edit'])
    await settle(null)
    expect(said().slice(before)).toEqual(['edit', 'edit', 'play'])
  })

  it('trains points at a pace that can be watched, and keeps a choice for each type', async () => {
    const { useRun, worker } = await attached()
    const { edit, speed } = useRun.getState()
    const pace = () => orders(worker).filter((order) => order.type === 'speed')
    await edit({ format: 1, nodes: [] }, 'points')
    await edit({ format: 1, nodes: [], data: 1 }, 'image')
    speed(5)
    await edit({ format: 1, nodes: [], data: 2 }, 'points')
    await edit({ format: 1, nodes: [], data: 3 }, 'image')
    expect(pace().map((order) => order.steps_per_second)).toEqual([750, null, 5, 750, 5])
  })
})
