/** What is done by hand to units, connections and single weights; each is a step of the history. */

import { create } from 'zustand'

import { sameEdge, type Edge, type NetDocument } from '../model/document'
import type { Effect, Intervention } from '../wire/messages.gen'
import { currentDocument, useGraph } from './graph'

/** A weight that was set by hand: undo writes the number that stood there before. */
export interface Written {
  readonly node: string
  readonly weight: string
  readonly index: readonly number[]
  /** Null: it was none that could be written again, as after a divergence. */
  readonly before: number | null
  readonly after: number
}

/** What belongs to a state of the document without being part of it. */
export interface Deed {
  readonly list: Interventions
  /** What the step that led here wrote into the run. */
  readonly written: readonly Written[]
}

export type Interventions = readonly Intervention[]

interface MeddleState {
  readonly list: Interventions
  /** Measured by the run; null while it is not known. */
  readonly effect: Effect | null
}

export const useMeddle = create<MeddleState>(() => ({ list: [], effect: null }))

const NOTHING: Deed = { list: [], written: [] }
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
  enact((deed) => ({ list: change(deed.list), written: [] }), group)
}

/** Weights were given other numbers: one step back; the same ``group`` goes on with its step. */
export function keepWritten(written: readonly Written[], group?: string): void {
  const goesOn = group !== undefined && useGraph.getState().history?.group === group
  enact(
    (deed) => ({ list: deed.list, written: goesOn ? joined(deed.written, written) : written }),
    group,
  )
}

/** Of a place that is written twice the first number before counts, and the last one after. */
function joined(first: readonly Written[], then: readonly Written[]): readonly Written[] {
  const places = new Map(first.map((one) => [placeOf(one), one]))
  for (const one of then) {
    const before = (places.get(placeOf(one)) ?? one).before
    places.set(placeOf(one), { ...one, before })
  }
  return [...places.values()]
}

function placeOf({ node, weight, index }: Written): string {
  return JSON.stringify([node, weight, index])
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
