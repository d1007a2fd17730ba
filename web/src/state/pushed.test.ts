import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { NetDocument } from '../model/document'
import { rename } from '../model/edits'
import { openDocument } from './actions'
import { currentDocument, useGraph } from './graph'
import { backToOwn, keepForLater, ownDocument, shown, standAt, usePushed } from './pushed'

const network = (name: string): NetDocument => ({
  format: 1,
  name,
  data: { dataset: 'circle' },
  nodes: [{ id: name, kind: 'input' }],
  edges: [],
  training: { kind: 'supervised', loss: { kind: 'a' }, optimizer: { kind: 'b' } },
})
const [own, sent, other] = [network('own'), network('sent'), network('other')]

const names = () => [currentDocument()?.name, ownDocument()?.name]

/** As the page does when the teacher's network comes. */
function push(document: NetDocument): void {
  const before = ownDocument()
  openDocument(document)
  if (before) shown(before, document.name)
}

const storage = new Map<string, string>()
vi.stubGlobal('sessionStorage', {
  getItem: (key: string) => storage.get(key) ?? null,
  setItem: (key: string, value: string) => storage.set(key, value),
  removeItem: (key: string) => storage.delete(key),
})

beforeEach(() => {
  storage.clear()
  useGraph.setState({ history: null, checked: null, checkedDocument: null })
  standAt('a lesson, a step')
  openDocument(own)
  push(sent)
})

describe('a network of the teacher', () => {
  it('stands in the place of the own one, which stays the own one', () => {
    expect(names()).toEqual(['sent', 'own'])
    useGraph.getState().apply((document) => rename(document, 'changed'))
    expect(names()).toEqual(['changed', 'own'])
    push(other)
    expect(names()).toEqual(['other', 'own'])
  })

  it('is gone one step back, and there again one step forward', () => {
    useGraph.getState().undo()
    expect(usePushed.getState().own).toBeNull()
    useGraph.getState().redo()
    expect(names()).toEqual(['sent', 'own'])
  })

  it('is left with everything that was made of it', () => {
    useGraph.getState().apply((document) => rename(document, 'changed'))
    useGraph.getState().apply((document) => rename(document, 'changed again'))
    backToOwn()
    expect(currentDocument()).toBe(own)
    expect(usePushed.getState().own).toBeNull()
    useGraph.getState().redo()
    expect(names()).toEqual(['sent', 'own'])
  })

  it('does not come back with another change of the own one', () => {
    useGraph.getState().undo()
    useGraph.getState().apply((document) => rename(document, 'mine'))
    expect(names()).toEqual(['mine', 'mine'])
    useGraph.getState().undo()
    useGraph.getState().redo()
    expect(names()).toEqual(['mine', 'mine'])
  })

  it('can be left after more changes than the history holds', () => {
    for (let n = 0; n < 250; n++)
      useGraph.getState().apply((document) => rename(document, `changed ${n}`))
    backToOwn()
    expect(names()).toEqual(['own', 'own'])
    expect(usePushed.getState().own).toBeNull()
  })

  it('ends when something else is opened in its place', () => {
    openDocument(other)
    expect(names()).toEqual(['other', 'other'])
    expect(standAt('a lesson, a step')).toBeNull()
  })

  it('outlives the page where it stood, and nowhere else', () => {
    useGraph.getState().apply((document) => rename(document, 'changed'))
    shown(own, 'sent')
    standAt(null)
    expect(standAt('another step')).toBeNull()
    openDocument(other)
    expect(standAt('a lesson, a step')).toMatchObject({
      pushed: { name: 'changed' },
      name: 'sent',
    })
  })

  it('that came while nothing was shown is for whichever page is next', () => {
    standAt(null)
    keepForLater(other)
    expect(standAt('workspace')?.pushed.name).toBe('other')
  })
})
