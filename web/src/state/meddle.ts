/** What is done by hand to units, connections and single weights; each is a step of the history. */

import { create } from 'zustand'

import { sameEdge, type Edge, type NetDocument } from '../model/document'
import type { Effect, Intervention } from '../wire/messages.gen'
import { currentDocument, useGraph } from './graph'

/** A weight that was written by a button: undo writes the number that was there before. */
export interface Written {
  readonly node: string
  readonly weight: string
  readonly index: readonly number[]
  readonly before: number
  readonly after: number
}

/** What belongs to a state of the document without being part of it. */
export interface Deed {
  readonly list: Interventions
  readonly written: Written | null
}

export type Interventions = readonly Intervention[]

interface MeddleState {
  readonly list: Interventions
  /** Measured by the run; null while it is not known. */
  readonly effect: Effect | null
}

export const useMeddle = create<MeddleState>(() => ({ list: [], effect: null }))

const NOTHING: Deed = { list: [], written: null }
const deeds = new WeakMap<NetDocument, Deed>()

export function deedOf(document: NetDocument): Deed {
  return deeds.get(document) ?? NOTHING
}

export function knowsDeed(document: NetDocument): boolean {
  return deeds.has(document)
}

export function keepDeed(document: NetDocument, deed: Deed): void {
  deeds.set(document, deed)
}

/** Another list from here on: one step back, as for an edit; the same ``group`` is one step. */
export function meddle(change: (list: Interventions) => Interventions, group?: string): void {
  enact((deed) => ({ list: change(deed.list), written: null }), group)
}

/** A weight gets another number, which undo takes back exactly. */
export function write(written: Written): void {
  enact(({ list }) => ({ list, written }))
}

/** The document stays what it is: its copy is the step. */
function enact(next: (deed: Deed) => Deed, group?: string): void {
  const document = currentDocument()
  if (!document) return
  const copy = { ...document }
  deeds.set(copy, next(deedOf(document)))
  useGraph.getState().apply(() => copy, group)
}

export function timesOf(list: Interventions, node: string, unit: number): number {
  const found = list.find((one) => 'times' in one && one.node === node && one.unit === unit)
  return found && 'times' in found ? found.times : 1
}

export function isHeld(list: Interventions, node: string, unit: number): boolean {
  return list.some((one) => 'frozen' in one && one.node === node && one.unit === unit)
}

export function isDropped(list: Interventions, edge: Edge): boolean {
  return list.some((one) => 'edge' in one && sameEdge(one.edge, edge))
}

/** A factor that is being typed is one step back. */
export function scale(node: string, unit: number, times: number): void {
  const group = `times ${node} ${unit}`
  meddle((list) => {
    const others = list.filter((one) => !('times' in one && one.node === node && one.unit === unit))
    return times === 1 ? others : [...others, { node, unit, times }]
  }, group)
}

export function hold(node: string, unit: number, frozen: boolean): void {
  meddle((list) => {
    const others = list.filter(
      (one) => !('frozen' in one && one.node === node && one.unit === unit),
    )
    return frozen ? [...others, { node, unit, frozen: true }] : others
  })
}

/** Drops a connection, or lets it pass again. */
export function toggleDrop([from, to]: Edge): void {
  meddle((list) => {
    const others = list.filter((one) => !('edge' in one && sameEdge(one.edge, [from, to])))
    return others.length < list.length ? others : [...list, { edge: [from, to], dropped: true }]
  })
}
