import { describe, expect, it } from 'vitest'
import { copy, paste, readFragment } from './clipboard'
import type { NetDocument } from './document'
import { ends, nodeOf, reaches } from './document'
import {
  addAfter,
  addNode,
  choose,
  chooseDataset,
  connect,
  disconnect,
  insertOnEdge,
  intoEdge,
  moveNodes,
  refusal,
  removeNodes,
  setData,
  setField,
  setTraining,
} from './edits'
import { advance, begin, redo, settle, undo } from './history'
import { figuresOf } from './figures'
import { addOutput, share } from './joins'
import { arrange } from './layout'
import { applyFix } from './problems'
import { ReadError, readDocument } from './read'
import { fromHash, toHash } from './share'

const chain: NetDocument = {
  format: 1,
  name: 'Chain with an ü and a 漢',
  data: { dataset: 'circle', options: { noise: 10 }, validation_split: 0.5, seed: 1 },
  nodes: [
    { id: 'in', kind: 'input' },
    { id: 'h', kind: 'dense', config: { units: 4 } },
    { id: 'out', kind: 'dense', config: { units: 1 } },
  ],
  edges: [
    ['in', 'h'],
    ['h', 'out'],
  ],
  training: {
    kind: 'supervised',
    loss: { kind: 'mean_squared_error' },
    optimizer: { kind: 'sgd', config: { learning_rate: 0.03 } },
  },
  layout: { in: [0, 0], h: [200, 0], out: [400, 0] },
}

const size = (width: number) => ({ width, height: 100 })

describe('adding', () => {
  it('puts a loose card into a wire, and leaves a wired one where it is', () => {
    const { document, id } = addNode(chain, 'dropout', [300, 0])
    expect(intoEdge(document, id, ['h', 'out']).edges).toEqual([
      ['in', 'h'],
      ['h', id],
      [id, 'out'],
    ])
    expect(intoEdge(chain, 'h', ['h', 'out'])).toBe(chain)
    expect(intoEdge(document, id, ['in', 'out'])).toBe(document)
  })

  it('gives fresh ids', () => {
    const first = addNode(chain, 'dense', [1.4, 2.6])
    const second = addNode(first.document, 'dense', [0, 0])
    expect([first.id, second.id]).toEqual(['dense', 'dense_2'])
    expect(first.document.layout?.dense).toEqual([1, 3])
    expect(chain.nodes).toHaveLength(3)
  })

  it('inserts into a wire in place and makes room behind it', () => {
    const { document, id } = insertOnEdge(chain, ['h', 'out'], 'dropout')
    expect(document.edges).toEqual([
      ['in', 'h'],
      ['h', id],
      [id, 'out'],
    ])
    const x = (name: string) => document.layout?.[name]?.[0] ?? 0
    expect(x('h')).toBeLessThan(x(id))
    expect(x(id)).toBeLessThan(x('out'))
    expect(x('in')).toBe(0)
  })

  it('moves everything behind a wide card, but not the row below', () => {
    const sizes = { in: size(80), h: size(80), wide: size(300), out: size(80), next: size(80) }
    const rows: NetDocument = {
      ...chain,
      nodes: [...chain.nodes, { id: 'next', kind: 'dense' }],
      edges: [...chain.edges, ['out', 'next']],
      layout: { in: [0, 0], h: [144, 0], out: [288, 0], next: [0, 300] },
    }
    const loose = addNode(rows, 'wide', [230, 10])
    const { layout } = intoEdge(loose.document, loose.id, ['h', 'out'], sizes)
    expect(layout?.wide).toEqual([288, 0])
    expect(layout?.out).toEqual([288 + 300 + 64, 0])
    expect([layout?.in, layout?.h, layout?.next]).toEqual([
      rows.layout?.in,
      rows.layout?.h,
      [0, 300],
    ])
  })

  it('stacks a chain in a narrow room and keeps it in one row where asked to', () => {
    const sizes = { in: size(150), h: size(150), out: size(150) }
    const narrow = { width: 320, height: Infinity }
    const height = (of: NetDocument) =>
      new Set(Object.values(of.layout ?? {}).map(([, y]) => y)).size
    expect(height(arrange(chain, sizes, narrow))).toBe(2)
    expect(height(arrange(chain, sizes, narrow, 1))).toBe(1)
  })

  it('puts a card in a wire that passes over others below them', () => {
    const sizes = { in: size(80), h: size(80), out: size(80) }
    const skip: NetDocument = {
      ...chain,
      edges: [...chain.edges, ['in', 'out']],
      layout: { in: [0, 0], h: [300, 0], out: [600, 0] },
    }
    const { document, id } = insertOnEdge(skip, ['in', 'out'], 'dropout', undefined, sizes)
    expect(document.layout?.[id]?.[1]).toBeGreaterThan(100)
    expect(document.layout?.h).toEqual([300, 0])
  })

  it('adds after a node: into its wire, or at the end', () => {
    expect(addAfter(chain, 'in', 'dense').document.edges).toHaveLength(3)
    const end = addAfter(chain, 'out', 'activation')
    expect(ends(end.document).map((node) => node.id)).toEqual([end.id])
  })
})

describe('wires', () => {
  it('refuses what makes no network', () => {
    expect(refusal(chain, ['out', 'in'])).toBe('input')
    expect(refusal(chain, ['out', 'h'])).toBe('cycle')
    expect(refusal(chain, ['h', 'h'])).toBe('itself')
    expect(refusal(chain, ['in', 'h'])).toBe('already')
    expect(refusal(chain, ['in', 'nobody'])).toBe('unknown')
    expect(refusal(chain, ['in', 'out'])).toBeNull()
    expect(connect(chain, ['out', 'h'])).toBe(chain)
  })

  it('gives up the oldest wire of a full target, keeps all of a join', () => {
    expect(connect(chain, ['in', 'out'], 1).edges).toEqual([
      ['in', 'h'],
      ['in', 'out'],
    ])
    expect(connect(chain, ['in', 'out'], null).edges).toHaveLength(3)
  })

  it('cuts', () => {
    expect(reaches(disconnect(chain, ['in', 'h']), 'in', 'out')).toBe(false)
  })
})

describe('removing', () => {
  it('bridges a node of one line', () => {
    const { nodes, edges, layout } = removeNodes(chain, ['h'])
    expect(nodes.map((node) => node.id)).toEqual(['in', 'out'])
    expect(edges).toEqual([['in', 'out']])
    expect(Object.keys(layout ?? {})).toEqual(['in', 'out'])
  })

  it('makes no second wire where a shortcut was', () => {
    expect(removeNodes(connect(chain, ['in', 'out']), ['h']).edges).toEqual([['in', 'out']])
  })
})

describe('fields', () => {
  it('leaves defaults out of the document', () => {
    const set = setField(chain, 'h', 'activation', 'tanh', 'linear')
    expect(set.nodes[1]?.config).toEqual({ units: 4, activation: 'tanh' })
    expect(setField(set, 'h', 'activation', 'linear', 'linear').nodes[1]?.config).toEqual({
      units: 4,
    })
    expect(setField(chain, 'h', 'kernel_size', [3, 3], [3, 3]).nodes[1]?.config).toEqual({
      units: 4,
    })
  })

  it('sets training and data by dotted names', () => {
    const faster = setTraining(chain, 'optimizer.config.learning_rate', 0.1)
    expect(faster.training.optimizer).toEqual({ kind: 'sgd', config: { learning_rate: 0.1 } })
    expect(setData(chain, 'options.noise', 0, 0).data?.options).toEqual({})
    expect(choose(chain, 'optimizer', 'adam').training.optimizer).toEqual({ kind: 'adam' })
    expect(chooseDataset(chain, 'xor').data).toEqual({
      dataset: 'xor',
      options: {},
      validation_split: 0.5,
      seed: 1,
    })
  })
})

describe('fixes of the server', () => {
  it('apply in order', () => {
    const mended = applyFix(chain, [
      { op: 'insert', kind: 'flatten', config: {}, edge: ['h', 'out'] },
      { op: 'set', node: 'out', field: 'units', value: 10 },
      { op: 'training', field: 'loss.kind', value: 'sparse_categorical_crossentropy' },
      { op: 'data', field: 'validation_split', value: 0.2 },
      { op: 'disconnect', edge: ['in', 'h'] },
      { op: 'connect', edge: ['in', 'flatten'] },
      { op: 'remove', node: 'h' },
    ])
    expect(mended.edges).toEqual([
      ['flatten', 'out'],
      ['in', 'flatten'],
    ])
    expect(mended.nodes.at(1)?.config).toEqual({ units: 10 })
    expect(mended.training.loss).toEqual({ kind: 'sparse_categorical_crossentropy' })
    expect(mended.data?.validation_split).toBe(0.2)
  })
})

describe('clipboard', () => {
  it('pastes nodes and their wires under new ids', () => {
    const text = JSON.stringify(copy(chain, ['h', 'out']))
    const fragment = readFragment(text)
    const { document, ids } = paste(chain, fragment ?? copy(chain, []))
    expect(ids).toEqual(['dense', 'dense_2'])
    expect(document.edges.at(-1)).toEqual(['dense', 'dense_2'])
    expect(document.layout?.dense).toEqual([232, 48])
    expect(readFragment('hello')).toBeNull()
  })
})

describe('copied weights', () => {
  const twins: NetDocument = {
    ...chain,
    nodes: [
      { id: 'a', kind: 'dense', config: { units: 3 } },
      { id: 'b', kind: 'dense', shares: 'a' },
    ],
    edges: [],
  }

  it('stay shared with the copy of their owner', () => {
    const { document, ids } = paste(twins, copy(twins, ['a', 'b']))
    expect(document.nodes.slice(2)).toEqual([
      { id: ids[0], kind: 'dense', config: { units: 3 } },
      { id: ids[1], kind: 'dense', shares: ids[0] },
    ])
  })

  it('stay shared with an owner that is still there', () => {
    const { document, ids } = paste(twins, copy(twins, ['b']))
    expect(document.nodes.at(-1)).toEqual({ id: ids[0], kind: 'dense', shares: 'a' })
  })

  it('are their own, with the same settings, where the owner is not', () => {
    const other = { ...twins, name: 'another network' }
    const { document, ids } = paste(other, copy(twins, ['b']))
    expect(document.nodes.at(-1)).toEqual({ id: ids[0], kind: 'dense', config: { units: 3 } })
  })
})

describe('figures', () => {
  it('are called as the server calls them', () => {
    const names = (training: Parameters<typeof figuresOf>[0]) =>
      figuresOf(training).map(({ name }) => name)
    expect(names({ metrics: ['accuracy'] })).toEqual(['loss', 'accuracy'])
    expect(names({ outputs: { out: { metrics: ['r2_score'] } } })).toEqual(['loss', 'r2_score'])
    const outputs = { left: {}, right: { metrics: [{ kind: 'r2_score' }] } }
    expect(names({ metrics: ['accuracy'], outputs })).toEqual([
      'loss',
      'left_loss',
      'right_loss',
      'left_accuracy',
      'right_r2_score',
    ])
  })
})

describe('history', () => {
  it('goes back and forth, and takes a drag as one step', () => {
    let history = begin(0)
    history = advance(history, 1)
    for (const value of [2, 3, 4]) history = advance(history, value, 'slider')
    history = advance(settle(history), 5, 'slider')
    expect(undo(history).present).toBe(4)
    expect(undo(undo(history)).present).toBe(1)
    expect(redo(undo(undo(history))).present).toBe(4)
    expect(advance(undo(history), 9).future).toEqual([])
    expect(undo(begin(7)).present).toBe(7)
  })
})

describe('layout', () => {
  it('places along the wires without overlap', () => {
    const x = (document: NetDocument, id: string) => document.layout?.[id]?.[0] ?? NaN
    const placed = arrange(moveNodes(chain, { in: [900, 5], h: [0, 0], out: [0, 0] }))
    expect(x(placed, 'in')).toBeLessThan(x(placed, 'h'))
    expect(x(placed, 'h')).toBeLessThan(x(placed, 'out'))
  })
})

describe('a long network', () => {
  const line = Array.from({ length: 9 }, (_, place) => `n${place}`)
  const long: NetDocument = {
    ...chain,
    nodes: line.map((id) => ({ id, kind: 'dense' })),
    edges: line.slice(1).map((id, place) => [line[place] ?? '', id] as const),
  }

  it('breaks into rows that read like text, and no card covers another', () => {
    const { layout = {} } = arrange(long)
    const rows = new Set(line.map((id) => layout[id]?.[1]))
    expect(rows.size).toBeGreaterThan(1)
    for (const a of line) {
      for (const b of line.slice(line.indexOf(a) + 1)) {
        const [ax = 0, ay = 0] = layout[a] ?? []
        const [bx = 0, by = 0] = layout[b] ?? []
        expect(Math.abs(ax - bx) >= 150 || Math.abs(ay - by) >= 160).toBe(true)
        expect(by > ay || (by === ay && bx > ax)).toBe(true)
      }
    }
  })
})

describe('links and files', () => {
  it('come back as they went', async () => {
    expect(await fromHash(await toHash(chain))).toEqual(chain)
    expect(await fromHash('#other')).toBeNull()
  })

  it.each([
    ['{', 'not_json'],
    ['[]', 'not_document'],
    ['{"format": 2}', 'newer'],
    ['{"format": 1, "nodes": [{}]}', 'not_document'],
    [JSON.stringify({ ...chain, layout: { in: [0, null] } }), 'not_document'],
    [JSON.stringify({ ...chain, edges: [['in']] }), 'not_document'],
  ])('refuse %s', (text, code) => {
    expect(() => readDocument(text)).toThrow(ReadError)
    expect(() => readDocument(text)).toThrow(code)
  })

  it('refuse a torn link with a sentence', async () => {
    await expect(fromHash('#n=abc%%')).rejects.toThrow('broken_link')
    await expect(fromHash((await toHash(chain)).slice(0, 40))).rejects.toThrow('broken_link')
  })
})

describe('shared weights and several outputs', () => {
  const document: NetDocument = {
    format: 1,
    name: '',
    data: null,
    nodes: [
      { id: 'in', kind: 'input' },
      { id: 'a', kind: 'dense', config: { units: 3 } },
      { id: 'b', kind: 'dense' },
    ],
    edges: [
      ['in', 'a'],
      ['in', 'b'],
    ],
    training: { kind: 'supervised', loss: { kind: 'huber' }, optimizer: { kind: 'sgd' } },
  }

  it('takes and gives back settings with the weights', () => {
    const shared = share(document, 'b', 'a')
    expect(nodeOf(shared, 'b')).toEqual({ id: 'b', kind: 'dense', shares: 'a' })
    const own = { id: 'b', kind: 'dense', config: { units: 3 } }
    expect(nodeOf(share(shared, 'b', null), 'b')).toEqual(own)
    expect(nodeOf(removeNodes(shared, ['a']), 'b')).toEqual(own)
  })

  it('names every end when one becomes an output, and none when the last one goes', () => {
    const several = addOutput(document, 'b')
    expect(Object.keys(several.training.outputs ?? {})).toEqual(['a', 'b'])
    expect(several.training.outputs?.b?.loss).toEqual({ kind: 'huber' })
    const left = removeNodes(several, ['a'])
    expect(Object.keys(left.training.outputs ?? {})).toEqual(['b'])
    expect(removeNodes(left, ['b']).training).toEqual(document.training)
  })
})
