/** The routes of data that somebody brings. */

import { ask, change, upload } from './client'

export type ColumnType = 'number' | 'words'

export interface OwnColumn {
  readonly name: string
  readonly type: ColumnType | 'unused'
  /** What it may be taken for. */
  readonly can: readonly ColumnType[]
  readonly words: readonly string[]
  readonly missing: number
  /** It numbers or names the rows, which tells nothing about them. */
  readonly ids: boolean
}

export interface OwnTable {
  readonly sort: 'table'
  readonly rows: number
  readonly delimiter: string
  readonly encoding: string
  readonly header: boolean
  readonly columns: readonly OwnColumn[]
  readonly guess: { readonly target: number; readonly inputs: readonly number[] }
  readonly preview: readonly (readonly string[])[]
}

export interface OwnImages {
  readonly sort: 'images'
  readonly rows: number
  readonly classes: readonly string[]
  /** Pictures of each class. */
  readonly counts: readonly number[]
  /** As they are kept: pixels a side, and 1 or 3 numbers a pixel. */
  readonly side: number
  readonly channels: number
  /** How many were not square. */
  readonly cut: number
}

export interface OwnTexts {
  readonly sort: 'texts'
  readonly rows: number
  readonly classes: readonly string[]
  /** Texts of each class, and the first of them. */
  readonly counts: readonly number[]
  readonly preview: readonly (readonly string[])[]
  /** Words of a text. */
  readonly median: number
  readonly longest: number
  /** How a table was read; files of a zip were not. */
  readonly delimiter?: string
  readonly header?: boolean
}

/** One long text in lower case. */
export interface OwnText {
  readonly sort: 'text'
  /** How many characters it has. */
  readonly rows: number
  /** Those that are told apart, and the share of the text they make up. */
  readonly characters: string
  readonly known: number
  readonly beginning: string
}

interface OwnPoints {
  readonly sort: 'points'
  readonly rows: number
  readonly classes: readonly string[]
}

export interface OwnSet {
  readonly id: string
  readonly name: string
  readonly dataset: string
  readonly about: OwnTable | OwnPoints | OwnImages | OwnTexts | OwnText
}

export type OwnSort = OwnSet['about']['sort']

export interface Corrections {
  readonly delimiter?: string
  readonly header?: boolean
}

export const getOwn = () => ask<readonly OwnSet[]>('/own')

export const removeOwn = (id: string) => change<unknown>('DELETE', `/own/${id}`)

export function bringOwn(
  sort: OwnSort,
  name: string,
  file: Blob,
  corrections: Corrections = {},
): Promise<OwnSet> {
  const query = new URLSearchParams({ sort, name: name.slice(0, 200) })
  if (corrections.delimiter !== undefined) query.set('delimiter', corrections.delimiter)
  if (corrections.header !== undefined) query.set('header', String(corrections.header))
  return upload<OwnSet>(`/own?${query.toString()}`, file)
}
