/** The network document, format 1: what the canvas edits, a link shares and the server trains. */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type Config = Readonly<Record<string, Json>>
export type Edge = readonly [from: string, to: string]
export type Point = readonly [x: number, y: number]

export interface NetNode {
  readonly id: string
  readonly kind: string
  readonly config?: Config
  /** The node whose weights and settings this one uses. */
  readonly shares?: string
}

/** What one of several outputs learns. */
export interface OutputSpec {
  readonly loss?: Chosen
  readonly weight?: number
  readonly metrics?: readonly (string | Chosen)[]
  readonly target?: 'input' | readonly string[] | null
}

/** A kind with its settings: a loss, an optimizer, a metric. */
export interface Chosen {
  readonly kind: string
  readonly config?: Config
}

export interface DataSpec {
  readonly dataset: string
  readonly options?: Config
  readonly validation_split?: number
  readonly seed?: number
}

interface TrainingSpec {
  readonly kind: string
  readonly loss: Chosen
  readonly optimizer: Chosen & { readonly schedule?: string | Chosen }
  readonly metrics?: readonly (string | Chosen)[]
  readonly outputs?: Readonly<Record<string, OutputSpec>>
  /** The column that says how much each row counts. */
  readonly sample_weight?: string
  readonly callbacks?: readonly (string | Chosen)[]
  readonly batch_size?: number
  readonly epochs?: number
  readonly shuffle?: boolean
  readonly seed?: number
}

export interface NetDocument {
  readonly format: 1
  readonly name: string
  readonly data: DataSpec | null
  readonly nodes: readonly NetNode[]
  readonly edges: readonly Edge[]
  readonly training: TrainingSpec
  readonly layout?: Readonly<Record<string, Point>>
}

/** A kind that is named, or named with settings. */
export function chosen(value: string | Chosen): Chosen {
  return typeof value === 'string' ? { kind: value } : value
}

/** The same with one setting; a name alone says that all are the standard ones. */
export function withSetting(
  value: string | Chosen,
  name: string,
  next: Json,
  standard: Json,
): string | Chosen {
  const { kind, config } = chosen(value)
  const rest = Object.entries(config ?? {}).filter(([other]) => other !== name)
  if (!equalJson(next, standard)) rest.push([name, next])
  return rest.length === 0 ? kind : { kind, config: Object.fromEntries(rest) }
}

export function nodeOf(document: NetDocument, id: string): NetNode | undefined {
  return document.nodes.find((node) => node.id === id)
}

export function into(document: NetDocument, id: string): readonly Edge[] {
  return document.edges.filter(([, to]) => to === id)
}

export function outOf(document: NetDocument, id: string): readonly Edge[] {
  return document.edges.filter(([from]) => from === id)
}

/** Nodes that nothing follows, in the document's order. */
export function ends(document: NetDocument): readonly NetNode[] {
  const followed = new Set(document.edges.map(([from]) => from))
  return document.nodes.filter((node) => !followed.has(node.id))
}

export function placeOf(document: NetDocument, id: string): Point {
  return document.layout?.[id] ?? [0, 0]
}

export function sameEdge(a: Edge, b: Edge): boolean {
  return a[0] === b[0] && a[1] === b[1]
}

/** Whether a wire path leads from one node to another. */
export function reaches(document: NetDocument, from: string, to: string): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const edge of outOf(document, id)) open.push(edge[1])
  }
  return false
}

/** An id that the document does not use: ``dense``, ``dense_2``, ... */
export function freshId(
  document: NetDocument,
  kind: string,
  taken: ReadonlySet<string> = new Set(),
) {
  const used = (id: string) => taken.has(id) || document.nodes.some((node) => node.id === id)
  const stem = kind.slice(0, 34)
  let id = stem
  for (let number = 2; used(id); number++) id = `${stem}_${number}`
  return id
}

export function equalJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => name in right && equalJson(left[name], right[name]))
  )
}
