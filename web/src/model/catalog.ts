/** What the server's catalog says about kinds; forms, palette and help follow from it. */

import type { Json, NetDocument } from './document'
import type { Text } from './problems'

type FieldType =
  | 'integer'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'integers'
  | 'shape'
  | 'activation'
  | 'initializer'
  | 'layer'
  | 'regularizer'
  | 'constraint'
  | 'own'
  | 'places'
  | 'columns'
  | 'monitor'

export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly default: Json
  readonly label: Text
  readonly help: Text
  readonly minimum: number | null
  readonly maximum: number | null
  /** What a number that may be left out begins with. */
  readonly start: number | null
  readonly choices: readonly string[]
  readonly length: number
  readonly structural: boolean
  readonly nullable: boolean
  readonly advanced: boolean
  readonly scale: 'linear' | 'log'
}

/** What every kind has. */
export interface Kind {
  readonly name: string
  readonly label: Text
  readonly summary: Text
  readonly help?: Text
  readonly formula?: string
  readonly fields?: readonly Field[]
  readonly keywords?: readonly string[]
  readonly code?: string
}

export type Glyph =
  | 'input'
  | 'column'
  | 'sheets'
  | 'shrink'
  | 'list'
  | 'curve'
  | 'rest'
  | 'bell'
  | 'knot'
  | 'loop'
  | 'words'
  | 'gaze'

/** A figure for people; a table (a matrix, a curve) is told with scores only. */
export interface MetricKind extends Kind {
  readonly tasks: readonly DatasetKind['task'][]
  readonly table: boolean
}

export interface LayerKind extends Kind {
  readonly family: string
  readonly glyph: Glyph
  readonly help: Text
  readonly formula: string
  readonly fields: readonly Field[]
  readonly keywords: readonly string[]
  readonly inputs: readonly [number, number | null]
  /** What it is for happens in training alone: pictures of it show a draw. */
  readonly only_in_training: boolean
  readonly code: string
}

interface Family {
  readonly name: string
  readonly label: Text
}

export interface DatasetKind extends Kind {
  readonly about: Text
  readonly source: string
  readonly license: string
  readonly sample_type: 'points' | 'table' | 'image' | 'tokens' | 'sequence'
  readonly task: 'classification' | 'regression'
  readonly fields: readonly Field[]
  readonly shape: readonly number[]
  readonly classes: readonly string[]
  /** What somebody brought: nothing before its option `set` names it. */
  readonly own: boolean
}

/** A step of preparing data; `figures` says what its statistics are called. */
export interface StepKind extends Kind {
  readonly help: Text
  readonly formula: string
  readonly code: string
  readonly figures: Readonly<Record<string, Text>>
}

interface Starter {
  readonly name: string
  readonly title: Text
  readonly summary: Text
  readonly document: NetDocument
}

/** A library that programs are written for. */
interface Target {
  readonly name: string
  readonly label: string
}

export interface Catalog {
  readonly families: readonly Family[]
  readonly layers: readonly LayerKind[]
  readonly activations: readonly Kind[]
  readonly initializers: readonly Kind[]
  readonly losses: readonly Kind[]
  readonly optimizers: readonly Kind[]
  readonly schedules: readonly Kind[]
  readonly callbacks: readonly Kind[]
  readonly metrics: readonly MetricKind[]
  readonly datasets: readonly DatasetKind[]
  readonly preprocessing: readonly StepKind[]
  readonly starters: readonly Starter[]
  readonly targets: readonly Target[]
}

export function named<K extends { readonly name: string }>(
  kinds: readonly K[],
  name: string,
): K | undefined {
  return kinds.find((kind) => kind.name === name)
}

/** A shape as it is written on wires: ``28×28×1``; an unknown length is a question mark. */
export function shapeText(shape: readonly (number | null)[]): string {
  return shape.length === 0 ? '1' : shape.map((length) => length ?? '?').join('×')
}
