import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { useRun } from './live/run'
import type { Setting } from './live/weights'
import { startMeddling } from './meddling'
import type { NetDocument } from './model/document'
import { rename } from './model/edits'
import { openDocument } from './state/actions'
import { currentDocument, useGraph } from './state/graph'
import { toggleDrop, useMeddle } from './state/meddle'
import { setWeights } from './views/meddle/writing'
import type { Problem } from './wire/messages.gen'
import type { Answer, Order } from './wire/socket'

/** The numbers of a run by their places; the orders it was given, in their order. */
const { run, key, refused } = vi.hoisted(() => ({
  run: { numbers: new Map<string, number>(), heard: [] as string[] },
  key: (node: string, index: readonly number[]): string => `${node} ${index.join(' ')}`,
  refused: (code: string): Problem => ({
    code,
    message: { en: code, de: code },
    node: null,
    edge: null,
    field: null,
    fix: null,
  }),
}))

vi.mock('./live/connection', () => {
  const request = (order: Order): Promise<Answer> => {
    if (order.type !== 'set_weight') return Promise.resolve({ problem: null, before: null })
    const place = key(order.node, order.index)
    const before = run.numbers.get(place)
    if (before === undefined)
      return Promise.resolve({ problem: refused('no_such_node'), before: null })
    run.heard.push(`${place} = ${order.value}`)
    run.numbers.set(place, Math.fround(order.value))
    return Promise.resolve({ problem: null, before: Number.isNaN(before) ? null : before })
  }
  const send = async (order: Order) => (await request(order)).problem
  return { request, send, attach: vi.fn(), listen: vi.fn(), watch: vi.fn(), LOST: refused('lost') }
})

const chain: NetDocument = {
  format: 1,
  name: 'chain',
  data: { dataset: 'circle' },
  nodes: [
    { id: 'in', kind: 'input' },
    { id: 'h', kind: 'dense' },
  ],
  edges: [['in', 'h']],
  training: { kind: 'supervised', loss: { kind: 'a' }, optimizer: { kind: 'b' } },
  layout: {},
}
const START = [0.1, 0.2, 0.3].map(Math.fround)

const settled = () => new Promise((done) => setTimeout(done))
const numbers = () => START.map((_, n) => run.numbers.get(key('h', [n])))
const cell = (n: number, value: number): Setting => ({
  node: 'h',
  weight: 'kernel',
  index: [n],
  value,
})
const steps = () => useGraph.getState().history?.past.length ?? 0
const undo = async () => {
  useGraph.getState().undo()
  await settled()
}
const redo = async () => {
  useGraph.getState().redo()
  await settled()
}

let stop = (): void => undefined

beforeEach(() => {
  useGraph.setState({ history: null })
  useRun.setState({ run: 'r', problem: null })
  openDocument(chain)
  run.heard = []
  run.numbers = new Map(START.map((value, n) => [key('h', [n]), value]))
  stop = startMeddling()
})
afterEach(() => stop())

describe('weights set by hand', () => {
  it('are one step a number, a stroke, a preset; undo writes what stood there, redo what came', async () => {
    await setWeights([cell(0, 0.5)])
    await setWeights([cell(0, 1)], 'stroke 1')
    await setWeights([cell(1, 1)], 'stroke 1')
    await setWeights([cell(0, -1)], 'stroke 1')
    await setWeights(START.map((_, n) => cell(n, 0)))
    expect(steps()).toBe(3)
    expect(numbers()).toEqual([0, 0, 0])
    await undo()
    expect(numbers()).toEqual([-1, 1, START[2]])
    await undo()
    expect(numbers()).toEqual([0.5, START[1], START[2]])
    await undo()
    expect(numbers()).toEqual(START)
    await redo()
    await redo()
    expect(numbers()).toEqual([-1, 1, START[2]])
  })

  it('are written back in the order of the steps however fast these are taken', async () => {
    await setWeights([cell(0, 1)])
    await setWeights([cell(1, 1), cell(0, 2)])
    run.heard = []
    useGraph.getState().undo()
    useGraph.getState().undo()
    await settled()
    expect(run.heard).toEqual([`h 1 = ${START[1]}`, 'h 0 = 1', `h 0 = ${START[0]}`])
    expect(numbers()).toEqual(START)
  })

  it('come back as they stood before, whatever was trained since', async () => {
    await setWeights([cell(0, 0.5), cell(1, 0.2)])
    run.numbers.set(key('h', [0]), 0.75)
    run.numbers.set(key('h', [1]), 0.75)
    await undo()
    expect(numbers()).toEqual(START)
    run.numbers.set(key('h', [0]), 0.25)
    await redo()
    expect(numbers()[0]).toBe(0.5)
  })

  it('stand among the edits, each a step of its own', async () => {
    await setWeights([cell(0, 0.5)])
    useGraph.getState().apply((document) => rename(document, 'other'))
    await setWeights([cell(0, 1)], 'stroke 2')
    await undo()
    expect([numbers()[0], currentDocument()?.name]).toEqual([0.5, 'other'])
    await undo()
    expect([numbers()[0], currentDocument()?.name]).toEqual([0.5, 'chain'])
    await undo()
    expect(numbers()).toEqual(START)
  })

  it('of a layer that has vanished are passed over, and so are numbers that were none', async () => {
    run.numbers.set(key('h', [1]), NaN)
    await setWeights([cell(0, 0.5)])
    await setWeights([cell(1, 0.5)])
    await undo()
    expect(numbers()[1]).toBe(0.5)
    run.numbers.clear()
    await undo()
    expect(steps()).toBe(0)
    expect(useRun.getState().problem).toBeNull()
  })

  it('are no step where nothing is written', async () => {
    expect(await setWeights([{ ...cell(0, 1), node: 'none' }])).toMatchObject({
      code: 'no_such_node',
    })
    expect(steps()).toBe(0)
    useRun.setState({ run: null })
    expect(await setWeights([cell(0, 1)])).toMatchObject({ code: 'lost' })
    expect(steps()).toBe(0)
  })

  it('leave what is done to connections as it is, which has its own steps', async () => {
    toggleDrop(['in', 'h'])
    await setWeights([cell(0, 0.5)])
    await undo()
    expect(useMeddle.getState().list).toHaveLength(1)
    await undo()
    expect(useMeddle.getState().list).toEqual([])
  })
})
