/** The routes the page asks, with the types of their answers. */

import type { Catalog } from '../model/catalog'
import type { NetDocument } from '../model/document'
import type { Problem } from '../model/problems'
import { ask } from './client'

export interface NodeCheck {
  readonly shape: readonly (number | null)[] | null
  readonly params: number
  readonly trainable: number
  /** Shapes of its weights by name. */
  readonly weights?: Readonly<Record<string, readonly number[]>>
  /** Why none of its units can be frozen alone. */
  readonly no_freezing?: Problem | null
  /** Why its units can be switched off, but not multiplied: words come out. */
  readonly no_factor?: Problem | null
}

export interface Checked {
  /** With every default filled in; null when it could not be read. */
  readonly document: NetDocument | null
  readonly ok: boolean
  readonly problems: readonly Problem[]
  readonly nodes: Readonly<Record<string, NodeCheck>>
  readonly params: number
  readonly trainable: number
}

export interface Availability {
  /** Bytes to fetch, 0 when the set is here, null when it cannot be had. */
  readonly missing: number | null
  readonly fetching: {
    readonly received: number
    readonly total: number
    readonly problem: Problem | null
  } | null
}

export const getCatalog = () => ask<Catalog>('/catalog')

export const check = (document: NetDocument, signal: AbortSignal) =>
  ask<Checked>('/check', { document }, signal)

export const getAvailability = (dataset: string) => ask<Availability>(`/datasets/${dataset}`)

export const fetchDataset = (dataset: string) => ask<unknown>(`/datasets/${dataset}/fetch`, {})
