import { describe, expect, it, vi } from 'vitest'

vi.hoisted(() => {
  vi.stubGlobal('window', {
    addEventListener: () => undefined,
    matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
    innerWidth: 1440,
    setTimeout,
    clearTimeout,
  })
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => undefined })
})

import type { Lesson, LessonMap, LessonProgress, Progress, Step, TryEdit } from '../api/lessons'
import { permits, useGuide } from '../state/guide'
import { PARTS } from '../model/parts'
import { lessons as texts } from '../i18n/lessons'
import type { NetDocument } from '../model/document'
import { edited, settingsOf } from './edits'
import { groundOf, keptFor, sameNetwork, stepFor } from './lesson'
import { rows, stations } from './map'
import { colorOf, placeOfColor } from '../ui/marks'
import { knobOf, symbolsIn, withLetters, withNumbers } from './symbols'
import { added, isSeen } from './trained'

const chain: NetDocument = {
  format: 1,
  name: 'chain',
  data: { dataset: 'circle' },
  nodes: [
    { id: 'in', kind: 'input' },
    { id: 'h', kind: 'dense', config: { units: 2 } },
  ],
  edges: [['in', 'h']],
  training: { kind: 'supervised', loss: { kind: 'a' }, optimizer: { kind: 'b' } },
}
const both = (text: string) => ({ en: text, de: text })
const step = (id: string, network?: NetDocument): Step => ({
  id,
  title: both(id),
  focus: [],
  blocks: network ? [{ directive: 'network', document: network, allow: ['units'] }] : [],
})
const other = { ...chain, nodes: [...chain.nodes, { id: 'out', kind: 'dense' }] }
const lesson = {
  slug: 'one',
  steps: [step('a', chain), step('b'), step('c', other), step('d')],
} as unknown as Lesson
const begun = { step: 'b', done: {}, guesses: {}, answers: {}, hints: {}, document: other }

describe('the step of an address', () => {
  it('is its own, else the one reached before, else the first', () => {
    expect(stepFor(lesson, 'c', 'b')?.id).toBe('c')
    expect(stepFor(lesson, '', 'b')?.id).toBe('b')
    expect(stepFor(lesson, '', null)?.id).toBe('a')
    expect(stepFor(lesson, 'gone', 'b')?.id).toBe('a')
  })
})

describe('the network of a step', () => {
  it('is the last one that the lesson gave', () => {
    expect(groundOf(lesson, 'b')?.step).toBe('a')
    expect(groundOf(lesson, 'd')?.step).toBe('c')
  })

  it('is kept on the server for the step reached, in the tab for others', () => {
    const [first, later] = [groundOf(lesson, 'a'), groundOf(lesson, 'd')]
    if (!first || !later) throw new Error('the lesson gives two networks')
    const progress: Progress = begun
    expect(keptFor(lesson, first, progress, {})).toBe(other)
    expect(keptFor(lesson, later, progress, {})).toBeNull()
    expect(keptFor(lesson, later, progress, { c: chain })).toBe(chain)
  })

  it('is the same wherever its cards stand and whatever it is called', () => {
    expect(sameNetwork(chain, { ...chain, name: 'x', layout: { in: [1, 2] } })).toBe(true)
    expect(sameNetwork(chain, other)).toBe(false)
    const bare = {
      ...chain,
      nodes: [{ id: 'in', kind: 'input', config: {} }, ...chain.nodes.slice(1)],
    }
    expect(sameNetwork(chain, bare)).toBe(true)
  })
})

describe('a button', () => {
  const edits: readonly TryEdit[] = [
    { op: 'set', node: 'h', field: 'units', value: 3 },
    { op: 'weight', node: 'h', weight: 'bias', index: [1], value: 5 },
    { op: 'weights', node: 'h', weight: 'kernel', values: [[1], [2]] },
    { op: 'weights', node: 'h', weight: 'kernel', index: [null, 1], values: [7, 8] },
  ]

  it('sets numbers one by one, apart from its edits of the network', () => {
    expect(edited(chain, edits)?.nodes.at(1)?.config).toEqual({ units: 3 })
    expect(settingsOf(edits).map(({ index, value }) => [...index, value])).toEqual([
      [1, 5],
      [0, 0, 1],
      [1, 0, 2],
      [0, 1, 7],
      [1, 1, 8],
    ])
  })

  it('does not fit a network that lacks what it changes', () => {
    const insert: TryEdit = { op: 'insert', kind: 'dense', edge: ['in', 'h'] }
    const set: TryEdit = { op: 'set', node: 'dense', field: 'units', value: 2 }
    const once = edited(chain, [insert, set])
    expect(once?.nodes.at(2)?.config).toEqual({ units: 2 })
    expect(once && edited(once, [insert, set])).toBeNull()
    expect(edited(chain, [set])).toBeNull()
    expect(edited(chain, [{ op: 'connect', edge: ['in', 'out'] }])).toBeNull()
  })
})

describe('symbols', () => {
  it('are found once each, and written as letters with a mark', () => {
    const tex = 'y = {{w_1}} x + {{eta}} {{w_1}}'
    expect(symbolsIn(tex)).toEqual(['w_1', 'eta'])
    expect(withLetters(tex)).toContain(`\\textcolor{${colorOf(1)}}{\\eta}`)
  })

  it('take the numbers that training is set to from where they stand', () => {
    const knobs = { loss: { delta: 1 }, optimizer: { learning_rate: 1e-6 }, batch_size: 10 }
    const eta = knobOf(knobs, 'learning_rate')
    expect([eta, knobOf(knobs, 'delta'), knobOf(knobs, 'batch_size')]).toEqual([1e-6, 1, 10])
    expect(knobOf(knobs, 'momentum')).toBeNaN()
    expect(withNumbers('w - {{eta}}', { eta })).toContain('1 \\cdot 10^{-6}')
    expect(withNumbers('w - {{eta}}', {})).not.toContain('(')
  })

  it('are told from their mark, and nothing else is', () => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colorOf(7).slice(at, at + 2), 16))
    expect(placeOfColor(`rgb(${red}, ${green}, ${blue})`)).toBe(7)
    expect(placeOfColor('rgb(204, 0, 0)')).toBe(-1)
    expect(placeOfColor('red')).toBe(-1)
  })
})

describe('training that was seen', () => {
  it('counts steps and time, also over a new beginning, but no pause', () => {
    let since = added({ ms: 0, steps: 0 }, { step: 500 }, { step: 20 }, 100)
    expect(since).toEqual({ ms: 100, steps: 20 })
    since = added(since, { step: 20 }, { step: 20 }, 900)
    expect(since.ms).toBe(100)
    expect(added(since, { step: 20 }, { step: 60 }, 60_000).ms).toBeLessThan(2000)
  })

  it('is long enough while it plays, or at rest after some steps', () => {
    expect(isSeen({ ms: 300, steps: 4000 }, true)).toBe(false)
    expect(isSeen({ ms: 3000, steps: 4000 }, true)).toBe(true)
    expect(isSeen({ ms: 300, steps: 40 }, false)).toBe(true)
    expect(isSeen({ ms: 0, steps: 0 }, false)).toBe(false)
  })
})

describe('the map', () => {
  const about = (
    slug: string,
    unit: string,
    needs: readonly string[],
    tasks: readonly string[],
  ) => ({
    slug,
    unit,
    number: 1,
    title: both(slug),
    summary: both(slug),
    minutes: 10,
    needs,
    steps: ['a', 'b'],
    tasks,
  })
  const map: LessonMap = {
    units: [
      { name: '01', title: both('one') },
      { name: '02', title: both('two') },
    ],
    lessons: [
      about('first', '01', [], ['t']),
      about('second', '01', ['first'], ['t']),
      about('aside', '01', ['first'], []),
      about('third', '02', ['second', 'elsewhere'], ['t']),
    ],
  }
  const at = (slug: string, reached: string, done: readonly string[]): LessonProgress => ({
    lesson: slug,
    step: reached,
    done: Object.fromEntries(done.map((task) => [task, { at: '' }])),
    guesses: {},
    answers: {},
    hints: {},
    document: null,
  })
  const states = (progress: readonly LessonProgress[]) =>
    stations(map, progress).map(({ state }) => state)

  it('begins with one lesson and keeps the others for later', () => {
    expect(states([])).toEqual(['next', 'locked', 'locked', 'locked'])
  })

  it('opens what follows a lesson whose tasks are done', () => {
    expect(states([at('first', 'a', ['t'])])).toEqual(['done', 'next', 'open', 'locked'])
    expect(states([at('first', 'b', [])])).toEqual(['begun', 'locked', 'locked', 'locked'])
    const aside = [at('first', 'b', ['t']), at('aside', 'b', [])]
    expect(states(aside)).toEqual(['done', 'next', 'done', 'locked'])
  })

  it('has a column for each step of the way and a lane for each lesson beside another', () => {
    const all = stations(map, [])
    expect(all.map(({ column }) => column)).toEqual([0, 1, 1, 2])
    const lanes = rows(map, all).map((row) => row.stations.map(({ lesson: one }) => one.slug))
    expect(lanes).toEqual([['first', 'second'], ['aside'], ['third']])
  })

  it('ends where needs go in a circle', () => {
    const round = { ...map, lessons: [about('x', '01', ['y'], []), about('y', '01', ['x'], [])] }
    expect(stations(round, [])).toHaveLength(2)
  })
})

describe('what a step keeps as it is', () => {
  it('has a sentence for every part', () => {
    const keys = Object.keys(texts.en)
    for (const part of PARTS) expect(keys).toContain(`locked_${part}`)
  })

  it('is refused, and everything else is not', () => {
    const more = {
      ...chain,
      nodes: [chain.nodes[0], { id: 'h', kind: 'dense', config: { units: 3 } }],
    } as NetDocument
    useGuide.setState({ allow: ['units'] })
    expect(permits(chain, more)).toBe(true)
    expect(permits(chain, { ...chain, layout: { h: [1, 1] }, name: 'n' })).toBe(true)
    expect(permits(chain, other)).toBe(false)
    expect(useGuide.getState().refused?.part).toBe('layers')
    expect(permits(chain, { ...chain, data: { dataset: 'xor' } })).toBe(false)
    expect(useGuide.getState().refused).toEqual({ part: 'data', count: 2 })
    useGuide.setState({ allow: null })
    expect(permits(chain, other)).toBe(true)
  })
})
