import { beforeEach, describe, expect, it } from 'vitest'
import type { NetDocument } from '../model/document'
import {
  addLayer,
  addLayerAt,
  copiedSelection,
  duplicateSelection,
  fix,
  insertLayer,
  neighbor,
  openDocument,
  pasteText,
  removeSelection,
  tidy,
} from './actions'
import { withoutPlaces, withOwnPlaces } from './arranged'
import { useCanvas } from './canvas'
import { isChecked } from './checking'
import { currentDocument, useGraph } from './graph'

const chain: NetDocument = {
  format: 1,
  name: 'chain',
  data: { dataset: 'circle' },
  nodes: [
    { id: 'in', kind: 'input' },
    { id: 'h', kind: 'dense' },
    { id: 'out', kind: 'dense' },
  ],
  edges: [
    ['in', 'h'],
    ['h', 'out'],
  ],
  training: { kind: 'supervised', loss: { kind: 'a' }, optimizer: { kind: 'b' } },
  layout: { in: [0, 0], h: [200, 0], out: [400, 0] },
}

const ids = () => currentDocument()?.nodes.map((node) => node.id)
const edges = () => currentDocument()?.edges.map((edge) => edge.join('>'))

beforeEach(() => {
  useGraph.setState({ history: null, checked: null, checkedDocument: null })
  openDocument(chain)
})

describe('layers', () => {
  it('come after the selection, else after the last, and are selected', () => {
    addLayer('dropout')
    expect(edges()).toContain('out>dropout')
    useGraph.getState().select(['h'])
    addLayer('dense')
    expect(edges()).toEqual(['in>h', 'h>dense', 'dense>out', 'out>dropout'])
    expect(useGraph.getState().selected).toEqual(['dense'])
  })

  it('fall on the canvas or into a wire', () => {
    addLayerAt('add', [10, 20])
    insertLayer('flatten', ['in', 'h'])
    expect(edges()).toEqual(['in>flatten', 'flatten>h', 'h>out'])
    expect(currentDocument()?.layout?.add).toEqual([10, 20])
  })

  it('go, come back and go again', () => {
    useGraph.getState().select(['h'])
    removeSelection()
    expect(edges()).toEqual(['in>out'])
    useGraph.getState().undo()
    expect(ids()).toEqual(['in', 'h', 'out'])
    useGraph.getState().redo()
    expect(ids()).toEqual(['in', 'out'])
  })

  it('are copied with the wires among them', () => {
    useGraph.getState().select(['h', 'out'])
    expect(pasteText(copiedSelection() ?? '')).toBe(true)
    expect(edges()).toContain('dense>dense_2')
    duplicateSelection()
    expect(ids()).toHaveLength(7)
    expect(pasteText('some text of another program')).toBe(false)
  })
})

describe('wires', () => {
  it('are refused with a reason and without a change', () => {
    useGraph.getState().wire(['out', 'h'])
    expect(useGraph.getState().refused).toEqual({ edge: ['out', 'h'], why: 'cycle' })
    expect(currentDocument()).toBe(chain)
  })

  it('are cut when selected and removed', () => {
    useGraph.getState().selectEdge(['h', 'out'])
    removeSelection()
    expect(edges()).toEqual(['in>h'])
  })
})

describe('arrow keys', () => {
  it('follow the wires', () => {
    expect(neighbor(chain, 'h', 'right')).toBe('out')
    expect(neighbor(chain, 'h', 'left')).toBe('in')
    expect(neighbor(chain, 'in', 'left')).toBeNull()
    const below = { ...chain, layout: { ...chain.layout, out: [210, 150] as const } }
    expect(neighbor(below, 'h', 'down')).toBe('out')
    expect(neighbor(below, 'out', 'up')).toBe('h')
  })
})

describe('a mend', () => {
  it('is one step of the history', () => {
    fix([
      { op: 'set', node: 'out', field: 'units', value: 10 },
      { op: 'set', node: 'h', field: 'units', value: 5 },
    ])
    expect(currentDocument()?.nodes.at(2)?.config).toEqual({ units: 10 })
    useGraph.getState().undo()
    expect(currentDocument()).toBe(chain)
  })
})

describe('tidying', () => {
  const sizes = Object.fromEntries(
    chain.nodes.map(({ id }) => [id, { width: 220, height: 200 }] as const),
  )

  it('places a starter by its true sizes, without a step of the history', () => {
    openDocument(withoutPlaces(chain))
    const steps = useGraph.getState().history?.past.length
    useCanvas.getState().measured(sizes)
    tidy()
    expect(currentDocument()?.layout?.h?.[0]).toBeGreaterThan(220)
    expect(useGraph.getState().history?.past).toHaveLength(steps ?? 0)
  })

  it('leaves a placed network alone', () => {
    useCanvas.getState().measured(sizes)
    tidy()
    expect(currentDocument()).toBe(chain)
  })

  it('leaves a placed network alone when it comes back', () => {
    openDocument(withoutPlaces({ ...chain, name: 'starter' }))
    useGraph.getState().undo()
    useCanvas.getState().measured(sizes)
    tidy()
    expect(currentDocument()).toBe(chain)
    useGraph.getState().redo()
    tidy()
    expect(currentDocument()?.layout?.h?.[0]).toBeGreaterThan(220)
  })
})

describe('what leaves the window', () => {
  const leaving = () => withOwnPlaces(currentDocument() ?? chain)

  it('has places only where somebody gave them', () => {
    expect(leaving()).toBe(chain)
    openDocument(withoutPlaces(chain))
    expect(leaving()).toEqual(withoutPlaces(chain))
    insertLayer('dense', ['h', 'out'])
    expect(Object.keys(leaving().layout ?? {})).toEqual(['in', 'h', 'out', 'dense'])
    useGraph.getState().undo()
    expect(leaving()).toEqual(withoutPlaces(chain))
  })
})

describe("another page's edits", () => {
  it('are one step back, and leave selected what is still there', () => {
    useGraph.getState().select(['h', 'out'])
    const shorter = { ...chain, nodes: chain.nodes.slice(0, 2), edges: chain.edges.slice(0, 1) }
    useGraph.getState().follow({ ...chain, name: 'theirs' })
    useGraph.getState().follow(shorter)
    expect(ids()).toEqual(['in', 'h'])
    expect(useGraph.getState().selected).toEqual(['h'])
    useGraph.getState().undo()
    expect(currentDocument()).toBe(chain)
  })
})

describe('the check', () => {
  it('counts for what it was asked about, wherever the cards stand', () => {
    const answer = { ok: true, document: chain, problems: [], nodes: {}, params: 0, trainable: 0 }
    useGraph.setState({ checked: answer, checkedDocument: chain })
    expect(isChecked({ ...chain, layout: {} })).toBe(true)
    expect(isChecked({ ...chain, nodes: chain.nodes.slice(1) })).toBe(false)
  })
})
