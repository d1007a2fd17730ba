/** Many runs at once: which settings of a network can be varied, and the values they take. */

import { named, type Catalog, type Field } from './catalog'
import { chosen, type Config, type Json, type NetDocument } from './document'
import type { Text } from './problems'

export type Value = number | string | boolean
export const MOST = 64

/** A setting that this network has. */
export interface Setting {
  /** Dotted, within the config of ``node`` (`*`: of every layer that has it) or the document. */
  readonly field: string
  readonly node: string | null
  readonly label: Text
  readonly help: Text
  readonly whole: boolean
  readonly scale: 'linear' | 'log'
  readonly least: number | null
  readonly greatest: number | null
  /** Kinds to choose among; empty for numbers. */
  readonly names: readonly string[]
  /** What is proposed: from, to, how many. */
  readonly range: readonly [from: number, to: number, count: number]
}

/** The words of settings that the catalog does not name. */
export interface Names {
  readonly seed: readonly [Text, Text]
  readonly batch: readonly [Text, Text]
  readonly everywhere: Text
  readonly l1: Text
  readonly l2: Text
}

const PLAIN = { whole: false, scale: 'linear', least: null, greatest: null, names: [] } as const

/** All of them, what is moved most often first. */
export function settingsOf(document: NetDocument, catalog: Catalog, names: Names): Setting[] {
  const optimizer = named(catalog.optimizers, document.training.optimizer.kind)?.fields ?? []
  const data = named(catalog.datasets, document.data?.dataset ?? '')?.fields ?? []
  const [first, rest] = split(optimizer, ({ name }) => name === 'learning_rate')
  return [
    ...first.flatMap((field) => numberSetting(field, 'training.optimizer.config.', null)),
    {
      ...PLAIN,
      field: 'training.seed',
      node: null,
      label: names.seed[0],
      help: names.seed[1],
      whole: true,
      least: 0,
      range: [0, 15, 16],
    },
    ...everywhere(document, catalog, names),
    {
      ...PLAIN,
      field: 'training.batch_size',
      node: null,
      label: names.batch[0],
      help: names.batch[1],
      whole: true,
      scale: 'log',
      least: 1,
      range: [1, 128, 8],
    },
    ...rest.flatMap((field) => numberSetting(field, 'training.optimizer.config.', null)),
    ...ofLayers(document, catalog),
    ...data.flatMap((field) => numberSetting(field, 'data.options.', null)),
  ]
}

/** Settings that all layers have together: how weights begin, how they bend, what large ones cost. */
function everywhere(document: NetDocument, catalog: Catalog, names: Names): Setting[] {
  const found: Setting[] = []
  const followed = new Set(document.edges.map(([from]) => from))
  const fieldOf = (name: string, inner: boolean) =>
    document.nodes
      .filter(({ id, shares }) => shares === undefined && (!inner || followed.has(id)))
      .flatMap(({ kind }) => named(catalog.layers, kind)?.fields ?? [])
      .find((field) => field.name === name)
  const all = ({ label }: Field, more?: Text): Text => joined(label, more, names.everywhere)
  const starts = fieldOf('kernel_initializer', false)
  if (starts)
    found.push({
      ...PLAIN,
      ...{ field: 'kernel_initializer', node: '*', label: all(starts), help: starts.help },
      names: catalog.initializers.map(({ name }) => name),
      range: [0, 0, 0],
    })
  const bends = fieldOf('activation', true)
  if (bends)
    found.push({
      ...PLAIN,
      ...{ field: 'activation', node: '*', label: all(bends), help: bends.help },
      names: catalog.activations.map(({ name }) => name),
      range: [0, 0, 0],
    })
  const price = fieldOf('kernel_regularizer', false)
  for (const norm of price ? (['l2', 'l1'] as const) : [])
    if (price)
      found.push({
        ...PLAIN,
        ...{ field: `kernel_regularizer.${norm}`, node: '*', help: price.help },
        ...{ label: all(price, names[norm]), scale: 'log', least: 0, greatest: 100 },
        range: [0.0001, 0.1, 13],
      })
  const units = fieldOf('units', true)
  if (units) found.push({ ...counted(units), node: '*', label: all(units) })
  return found
}

/** Numbers of single layers; the last layer keeps its units. */
function ofLayers(document: NetDocument, catalog: Catalog): Setting[] {
  const followed = new Set(document.edges.map(([from]) => from))
  return document.nodes.flatMap(({ id, kind, shares }) =>
    shares !== undefined
      ? []
      : (named(catalog.layers, kind)?.fields ?? []).flatMap((field) => {
          const at = { en: `(${id})`, de: `(${id})` }
          const label = joined(field.label, undefined, at)
          if (field.name === 'units')
            return followed.has(id) ? [{ ...counted(field), node: id, label }] : []
          return numberSetting({ ...field, label }, '', id)
        }),
  )
}

function counted({ name, help, maximum }: Field): Omit<Setting, 'node' | 'label'> {
  return {
    ...{ ...PLAIN, field: name, help, whole: true, least: 1, greatest: maximum },
    range: [1, 8, 8],
  }
}

/** A plain number: from its least to its greatest, or three powers of ten around the usual. */
function numberSetting(field: Field, before: string, node: string | null): Setting[] {
  if (field.type !== 'number' || field.nullable) return []
  const { name, label, help, minimum, maximum, scale } = field
  const rate = name === 'learning_rate'
  const from = scale === 'log' ? 0.001 : (minimum ?? 0)
  const to =
    scale === 'log' ? 10 : Math.min(maximum ?? 1, minimum === 0 && maximum === 1 ? 0.9 : 1e6)
  return [
    {
      ...{ field: before + name, node, label, help, whole: false, scale, names: [] },
      ...{ least: minimum, greatest: maximum },
      range: [from, to, rate ? 17 : 10],
    },
  ]
}

function joined(label: Text, more: Text | undefined, end: Text): Text {
  const inner = (language: 'en' | 'de') =>
    [label[language], more?.[language], end[language]].filter(Boolean).join(' ')
  return { en: inner('en'), de: inner('de') }
}

function split<T>(list: readonly T[], first: (one: T) => boolean): [T[], T[]] {
  return [list.filter(first), list.filter((one) => !first(one))]
}

/** Evenly spaced values, or values in equal ratios; each once, with no more than three digits. */
export function spread(
  [from, to, count]: readonly [number, number, number],
  scale: 'linear' | 'log',
  whole: boolean,
): number[] {
  const many = Math.max(1, Math.min(MOST, Math.round(count)))
  const log = scale === 'log' && from > 0 && to > 0
  const values = Array.from({ length: many }, (_, n) => {
    const share = many === 1 ? 0 : n / (many - 1)
    const value = log ? from * (to / from) ** share : from + share * (to - from)
    return whole ? Math.round(value) : Number(value.toPrecision(3))
  })
  return [...new Set(values)]
}

/** Numbers as somebody types them, with spaces or semicolons between; null where one is none. */
export function listed(text: string, whole: boolean): number[] | null {
  const words = text.split(/[\s;]+|,\s+/).filter(Boolean)
  const numbers = words.map((word) => Number(word.replace(',', '.').replace('−', '-')))
  if (numbers.length === 0 || numbers.some((one) => !Number.isFinite(one))) return null
  if (whole && numbers.some((one) => !Number.isInteger(one))) return null
  return [...new Set(numbers)]
}

/** The values of each member, the last knob's fastest, as the server counts them. */
export function membersOf(lists: readonly (readonly Value[])[]): Value[][] {
  return lists.reduce<Value[][]>(
    (all, values) => all.flatMap((before) => values.map((value) => [...before, value])),
    [[]],
  )
}

/** What a setting is now, where it is one thing. */
export function presentOf(document: NetDocument, { field, node }: Setting): Json {
  const way = field.split('.')
  const start: unknown =
    node === null ? document : document.nodes.find(({ id }) => id === node)?.config
  const found = way.reduce<unknown>(
    (place, part) =>
      typeof place === 'object' && place !== null ? (place as Config)[part] : undefined,
    start,
  )
  return (found as Json | undefined) ?? null
}

/** Kinds of callbacks that would end or slow members. */
export function hasCallbacks({ training }: NetDocument): boolean {
  return (training.callbacks ?? []).map(chosen).length > 0
}
