/** What the pictures must know about the document: kinds, order, data type, points and names. */

import { create } from 'zustand'

import { Refused } from '../api/client'
import { decodeFloats, getSamples, valuesOf, type Samples, type StepDone } from '../api/samples'
import type { Config } from '../model/document'
import type { Words } from '../wire/messages.gen'
import type { PartName } from './sample'
import { datasetOf, useShown } from './agreement'
import { useRun, type RunDocument } from './run'

export type SampleType = 'points' | 'table' | 'image' | 'tokens' | 'sequence'

interface DocumentNode {
  id: string
  kind: string
  config?: Record<string, unknown>
  shares?: string
}

export interface DataSection {
  dataset: string
  options?: Config
  validation_split?: number
  seed?: number
}

export interface ReadDocument {
  data?: DataSection | null
  nodes?: DocumentNode[]
  edges?: [string, string][]
  training?: { outputs?: Record<string, { target?: string | string[] | null }> }
}

/** One node in its network. */
export interface NodeFacts {
  id: string
  kind: string
  config: Record<string, unknown>
  activation: string
  sources: string[]
  isOutput: boolean
  /** Whether it is to say what the data asks for: an output may learn something else. */
  answersData: boolean
  /** Whether it is to give the example itself back. */
  answersInput: boolean
  /** The columns of the data that come in or are learned here, where they are named. */
  columns: string[] | null
}

/** Points of the plane with what they should be answered with, in the order of the data set. */
export interface PointSet {
  xy: Float32Array
  targets: number[]
}

/** The data set as the pictures need it; `null` while the server has not answered. */
export interface DataFacts {
  dataset: string
  sampleType: SampleType
  classes: readonly string[]
  features: readonly string[]
  points: Partial<Record<PartName, PointSet>>
  counts: Partial<Record<PartName, number>>
  /** The largest input value of some examples: what white paper's opposite is in a drawing. */
  brightest: number
  /** How the rows were prepared, in order. */
  steps: readonly StepDone[]
}

interface Facts {
  data: DataFacts | null
  /** Known before the samples are: pictures choose their form by it. */
  sampleType: SampleType | null
  /** What each metric is called, from the catalog. */
  metrics: Record<string, Words>
  /** Layers whose pictures show what training draws. */
  drawing: readonly string[]
}

export const useFacts = create<Facts>(() => ({
  data: null,
  sampleType: null,
  metrics: {},
  drawing: [],
}))

const indexed = new WeakMap<RunDocument, Map<string, NodeFacts>>()

/** The facts of every node of a document; computed once for each document. */
export function nodesOf(document: RunDocument): Map<string, NodeFacts> {
  const known = indexed.get(document)
  if (known) return known
  const { nodes = [], edges = [], training } = document as ReadDocument
  const map = new Map<string, NodeFacts>()
  for (const node of nodes) {
    const owner = nodes.find(({ id }) => id === node.shares) ?? node
    const config = node.config ?? owner.config ?? {}
    const isOutput = !edges.some((edge) => edge[0] === node.id)
    const target = training?.outputs?.[node.id]?.target ?? null
    map.set(node.id, {
      id: node.id,
      kind: node.kind,
      config,
      activation: activationOf(node.kind, config),
      sources: edges.filter((edge) => edge[1] === node.id).map((edge) => edge[0]),
      isOutput,
      answersData: isOutput && target === null,
      answersInput: target === 'input',
      columns: columnsOf(node.kind === 'input' ? config.features : target),
    })
  }
  indexed.set(document, map)
  return map
}

function columnsOf(value: unknown): string[] | null {
  return Array.isArray(value) ? value.map(String) : null
}

function activationOf(kind: string, config: Record<string, unknown>): string {
  if (typeof config.activation === 'string') return config.activation
  return kind === 'activation' ? 'relu' : 'linear'
}

/** The facts of one node, kept in step with the document. */
export function useNodeFacts(id: string): NodeFacts | null {
  return useRun((run) => (run.document ? (nodesOf(run.document).get(id) ?? null) : null))
}

interface CatalogDataset {
  name: string
  sample_type: SampleType
}

let sampleTypes = new Map<string, SampleType>()
let wanted = ''
let stopFollowing = (): void => undefined

/** What of the catalog the pictures need. */
interface Catalog {
  readonly datasets: readonly CatalogDataset[]
  readonly metrics: readonly { name: string; label: Words }[]
  readonly layers: readonly { name: string; only_in_training: boolean }[]
}

/** Takes over what the page knows of its kinds; from then on the data can be followed. */
export function learnKinds({ datasets, metrics, layers }: Catalog): void {
  sampleTypes = new Map(datasets.map((set) => [set.name, set.sample_type]))
  useFacts.setState({
    metrics: Object.fromEntries(metrics.map((one) => [one.name, one.label])),
    drawing: layers.filter((one) => one.only_in_training).map((one) => one.name),
  })
  stopFollowing()
  stopFollowing = followData()
}

/** Rows of a part, null when they cannot be had; with `raw` as their set has them, too. */
export async function fetchSamples(
  data: DataSection,
  part: PartName,
  count: number,
  offset = 0,
  raw = false,
): Promise<Samples | null> {
  const { dataset, options = {}, seed = 0, validation_split = 0 } = data
  try {
    const question = { options, seed, validation_split, part, offset, count, raw }
    return await getSamples(dataset, question)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

function brightest(answer: Samples): number {
  let most = 0
  for (const value of valuesOf(answer)) if (value > most) most = value
  return most
}

/** One place of a text: the word that stood there (null: filled up), and whether it is known. */
export interface Token {
  word: string | null
  known: boolean
}

const UNKNOWN = 1

/** The words of one text, as the document's own options cut them; null when they cannot be had. */
export async function fetchTokens(
  document: RunDocument,
  part: PartName,
  index: number,
): Promise<Token[] | null> {
  const { data } = document as ReadDocument
  const answer = data ? await fetchSamples(data, part, 1, index) : null
  const words = answer?.words?.[0]
  if (!answer || !words) return null
  const numbers = valuesOf(answer)
  return words.map((word, place) => ({ word, known: numbers[place] !== UNKNOWN }))
}

const SOME_TEXTS = 200

/** The words of as many numbers as some training texts have. */
export async function fetchVocabulary(document: RunDocument): Promise<Map<number, string>> {
  const { data } = document as ReadDocument
  const answer = data ? await fetchSamples(data, 'training', SOME_TEXTS) : null
  const numbers = answer ? valuesOf(answer) : []
  const found = new Map<number, string>()
  answer?.words?.flat().forEach((word, place) => {
    const number = numbers[place]
    if (word !== null && number !== undefined && number !== UNKNOWN) found.set(number, word)
  })
  return found
}

const PARTS: PartName[] = ['training', 'validation', 'test']
const MOST_POINTS = 2000
const SOME_IMAGES = 32

async function learn(data: DataSection, text: string): Promise<void> {
  const sampleType = sampleTypes.get(data.dataset) ?? 'table'
  useFacts.setState({ sampleType })
  const count = sampleType === 'points' ? MOST_POINTS : SOME_IMAGES
  const answers = await Promise.all(PARTS.map((part) => fetchSamples(data, part, count)))
  if (text !== wanted) return // the document moved on meanwhile
  const first = answers.find((answer) => answer !== null)
  const facts: DataFacts = {
    dataset: data.dataset,
    sampleType,
    classes: first?.classes ?? [],
    features: first?.features ?? [],
    points: {},
    counts: {},
    brightest: first ? brightest(first) : 1,
    steps: first?.steps ?? [],
  }
  PARTS.forEach((part, n) => {
    const answer = answers[n]
    if (!answer) return
    facts.counts[part] = answer.count
    if (answer.points !== null) facts.points[part] = pointSet(answer)
  })
  useFacts.setState({ data: facts })
}

function pointSet(answer: Samples): PointSet {
  return {
    xy: decodeFloats(answer.points ?? ''),
    targets: answer.targets.map((target) =>
      typeof target === 'number' ? target : (target[0] ?? NaN),
    ),
  }
}

/** The data set has come to the server: ask again what it did not know. */
export function learnAgain(): void {
  wanted = ''
  useShown.setState({})
}

/** Follows the data section on the page; a dragged slider asks at most ten times a second. */
function followData(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = (): void => {
    const { shown } = useRun.getState()
    const { dataset } = useShown.getState()
    if (dataset !== undefined && dataset !== datasetOf(shown ?? {})) {
      // Another data set is chosen, and not yet checked: nothing of the one before may stay.
      wanted = ''
      clearTimeout(timer)
      if (useFacts.getState().data) useFacts.setState({ data: null })
      return
    }
    const data = (shown as ReadDocument | null)?.data ?? null
    const text = JSON.stringify(data)
    if (text === wanted) return
    wanted = text
    clearTimeout(timer)
    const first = useFacts.getState().data === null
    if (data === null) {
      useFacts.setState({ data: null, sampleType: null })
      return
    }
    timer = setTimeout(
      () => {
        learn(data, text).catch(() => {
          wanted = '' // the next document asks again
        })
      },
      first ? 0 : 100,
    )
  }
  look()
  const stops = [useRun.subscribe(look), useShown.subscribe(look)]
  return () => {
    for (const stop of stops) stop()
  }
}
