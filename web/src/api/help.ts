/** The help page of one kind, asked for when it is opened. */

import type { Kind } from '../model/catalog'
import type { Config } from '../model/document'
import type { Text } from '../model/problems'
import { ask } from './client'

export interface Line {
  readonly label: Text
  readonly x: readonly (number | null)[]
  readonly y: readonly (number | null)[]
}
export interface CurvesPicture {
  readonly form: 'curves'
  readonly title: Text
  readonly x: Text
  readonly y: Text
  readonly curves: readonly Line[]
}
export interface BarsPicture {
  readonly form: 'bars'
  readonly title: Text
  readonly x: Text
  readonly edges: readonly number[]
  readonly counts: readonly number[]
}
export interface Sheet {
  readonly label: Text
  readonly height: number
  readonly width: number
  readonly values: readonly (number | null)[]
}
export interface MapsPicture {
  readonly form: 'maps'
  readonly title: Text
  readonly maps: readonly Sheet[]
}
export interface PointsPicture {
  readonly form: 'points'
  readonly title: Text
  readonly x: Text
  readonly y: Text
  readonly groups: readonly {
    readonly name: string
    readonly points: readonly (readonly [number, number])[]
  }[]
}
export interface TablePicture {
  readonly form: 'table'
  readonly title: Text
  readonly columns: readonly Text[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}
export type HelpPicture = CurvesPicture | BarsPicture | MapsPicture | PointsPicture | TablePicture

type Shape = readonly (number | null)[]

export interface Example {
  readonly config: Config
  readonly inputs: readonly Shape[]
  readonly output: Shape
  readonly params: number
}

export interface KindHelp extends Omit<Kind, 'code'> {
  readonly category: string
  /** Of a data set: what it is, where it comes from. */
  readonly about?: Text
  readonly source?: string
  readonly license?: string
  readonly file: string
  readonly code: string | null
  readonly examples: readonly Example[]
  readonly pictures: readonly HelpPicture[]
}

export const getHelp = (category: string, kind: string) =>
  ask<KindHelp>(`/help/${encodeURIComponent(category)}/${encodeURIComponent(kind)}`)
