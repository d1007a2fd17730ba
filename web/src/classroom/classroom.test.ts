import { describe, expect, it } from 'vitest'
import { isWholeCode, spellCode, strengthOf } from './spelling'
import { boundsOf } from './wall/painters'
import { commonLesson, conditionOf, counts, ordered, type Condition } from './wall/tiles'
import type { Tile } from '../wire/messages.gen'

describe('a join code as it is typed', () => {
  it.each([
    ['k7mf2qxr', 'K7MF-2QXR'],
    ['K7MF-2QXR', 'K7MF-2QXR'],
    [' k7 mf-2q.xr ', 'K7MF-2QXR'],
    ['k7mf', 'K7MF'],
    ['k7mf2', 'K7MF-2'],
    ['oilk', '011K'],
    ['K7MF-2QXR-and-more', 'K7MF-2QXR'],
  ])('%j is shown as %j', (typed, shown) => {
    expect(spellCode(typed)).toBe(shown)
  })

  it('is whole with eight letters and digits', () => {
    expect(isWholeCode(spellCode('k7mf2qxr'))).toBe(true)
    expect(isWholeCode(spellCode('k7mf2qx'))).toBe(false)
  })
})

describe('how hard a password is to guess', () => {
  it.each([
    ['kurz', 'short'],
    ['aaaaaaaaaaaa', 'weak'],
    ['1234567890123', 'weak'],
    ['abcdefghijklm', 'weak'],
    ['qpqpqpqpqpqp', 'weak'],
    ['hausgartenweg', 'fair'],
    ['correct horse battery', 'strong'],
    ['Tr0mpete & Kamel', 'strong'],
  ])('%j is %s', (password, strength) => {
    expect(strengthOf(password)).toBe(strength)
  })
})

describe('the wall', () => {
  const names = (tiles: readonly Tile[]) => tiles.map(({ name }) => name)
  const tile = (name: string, changes: Partial<Tile> = {}): Tile => ({
    type: 'tile',
    course: 'c',
    person: name,
    name,
    here: true,
    run: 'r',
    network: '2-4-1',
    state: 'training',
    step: 1,
    loss: 0.5,
    losses: [],
    lesson: null,
    lesson_step: null,
    task: 'none',
    stuck: false,
    hand: false,
    stream: null,
    ...changes,
  })

  it.each<[Partial<Tile>, Condition]>([
    [{}, 'training'],
    [{ state: 'idle' }, 'idle'],
    [{ state: null }, 'idle'],
    [{ here: false }, 'away'],
    [{ stuck: true }, 'stuck'],
    [{ stuck: true, task: 'done' }, 'done'],
    [{ state: 'diverged', task: 'done' }, 'diverged'],
    [{ state: 'diverged', here: false }, 'diverged'],
    [{ state: 'lost' }, 'failed'],
  ])('%j is %s', (changes, condition) => {
    expect(conditionOf(tile('otter', changes))).toBe(condition)
  })

  it('counts who is what; one learner may be several things', () => {
    const all = [
      tile('a', { hand: true, state: 'diverged' }),
      tile('b', { task: 'done', here: false }),
      tile('c', { stuck: true }),
    ]
    expect(counts(all)).toEqual({ all: 3, done: 1, stuck: 1, diverged: 1, hand: 1, away: 1 })
  })

  it('stays in the order of names, whatever happens in the tiles', () => {
    const all = [tile('pixel 10'), tile('Émile', { hand: true }), tile('pixel 9'), tile('birch')]
    expect(names(ordered(all, false))).toEqual(['birch', 'Émile', 'pixel 9', 'pixel 10'])
    expect(names(ordered(all, true))).toEqual(['Émile', 'birch', 'pixel 9', 'pixel 10'])
  })

  it('names the lesson most of those present are in', () => {
    expect(commonLesson([tile('a'), tile('b')])).toBeNull()
    const here = [tile('a', { lesson: 'one' }), tile('b', { lesson: 'two' })]
    const away = [tile('c', { lesson: 'one', here: false }), tile('d', { lesson: 'two' })]
    expect(commonLesson([...here, ...away])).toBe('two')
  })

  it('reads bounded answers on their own bounds, others around zero', () => {
    expect(boundsOf({ least: 0.1, greatest: 0.9 })).toEqual({ least: 0, greatest: 1 })
    expect(boundsOf({ least: -0.2, greatest: 0.9 })).toEqual({ least: -1, greatest: 1 })
    expect(boundsOf({ least: -1, greatest: 4 })).toEqual({ least: -4, greatest: 4 })
  })
})
