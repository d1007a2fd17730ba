/** Every change a person can make to a document. Each is pure and answers a new document. */

import type { Chosen, Config, DataSpec, Edge, Json, NetDocument, NetNode, Point } from './document'
import { equalJson, freshId, into, nodeOf, outOf, placeOf, reaches, sameEdge } from './document'
import { withoutJoins } from './joins'
import { GAP, makeRoom, STANDARD, type Sizes } from './room'

/** A new document and the id of the node that came with it. */
interface Added {
  readonly document: NetDocument
  readonly id: string
}

export function rename(document: NetDocument, name: string): NetDocument {
  return { ...document, name: name.slice(0, 200) }
}

export function addNode(document: NetDocument, kind: string, place: Point, config?: Config): Added {
  const id = freshId(document, kind)
  return { document: withNode(document, newNode(id, kind, config), place), id }
}

function newNode(id: string, kind: string, config?: Config): NetNode {
  return config && Object.keys(config).length > 0 ? { id, kind, config } : { id, kind }
}

function withNode(document: NetDocument, node: NetNode, [x, y]: Point): NetDocument {
  return {
    ...document,
    nodes: [...document.nodes, node],
    layout: { ...document.layout, [node.id]: [Math.round(x), Math.round(y)] },
  }
}

/** Put a layer into a wire; what follows moves right where there is no room. */
export function insertOnEdge(
  document: NetDocument,
  edge: Edge,
  kind: string,
  config?: Config,
  sizes?: Sizes,
): Added {
  const id = freshId(document, kind)
  const added = withNode(document, newNode(id, kind, config), [0, 0])
  return { document: makeRoom(through(added, id, edge), id, sizes), id }
}

/** Put a card that has no wires yet into a wire; anything else leaves the document as it is. */
export function intoEdge(
  document: NetDocument,
  id: string,
  edge: Edge,
  sizes?: Sizes,
): NetDocument {
  const loose = into(document, id).length === 0 && outOf(document, id).length === 0
  const known = document.edges.some((other) => sameEdge(other, edge))
  if (!loose || !known || nodeOf(document, id)?.kind === 'input') return document
  return makeRoom(through(document, id, edge), id, sizes)
}

/** The wire leads through this node now. */
function through(document: NetDocument, id: string, edge: Edge): NetDocument {
  const [from, to] = edge
  const pair: Edge[] = [
    [from, id],
    [id, to],
  ]
  const edges = document.edges.flatMap((other) => (sameEdge(other, edge) ? pair : [other]))
  return { ...document, edges }
}

/** Add after a node: into its only wire, or as the end of a new branch. */
export function addAfter(
  document: NetDocument,
  after: string,
  kind: string,
  sizes: Sizes = {},
): Added {
  const out = outOf(document, after)
  const only = out[0]
  if (out.length === 1 && only) return insertOnEdge(document, only, kind, undefined, sizes)
  const { width } = sizes[after] ?? STANDARD
  const [x, y] = placeOf(document, after)
  const added = addNode(document, kind, [x + width + GAP, y + out.length * 96])
  return { id: added.id, document: withEdge(added.document, [after, added.id]) }
}

function withEdge(document: NetDocument, edge: Edge): NetDocument {
  return { ...document, edges: [...document.edges, edge] }
}

export type Refusal = 'itself' | 'cycle' | 'already' | 'input' | 'unknown'

/** Why a wire cannot be made, or null. */
export function refusal(document: NetDocument, [from, to]: Edge): Refusal | null {
  const target = nodeOf(document, to)
  if (!target || !nodeOf(document, from)) return 'unknown'
  if (from === to) return 'itself'
  if (target.kind === 'input') return 'input'
  if (document.edges.some((edge) => sameEdge(edge, [from, to]))) return 'already'
  return reaches(document, to, from) ? 'cycle' : null
}

/**
 * Make a wire. A target that takes at most ``most`` wires gives up its oldest ones for it.
 * Ask ``refusal`` first; a refused wire leaves the document as it is.
 */
export function connect(
  document: NetDocument,
  edge: Edge,
  most: number | null = null,
): NetDocument {
  if (refusal(document, edge)) return document
  const present = into(document, edge[1])
  const surplus = most === null ? [] : present.slice(0, Math.max(0, present.length + 1 - most))
  const kept = document.edges.filter((other) => !surplus.some((old) => sameEdge(old, other)))
  return withEdge({ ...document, edges: kept }, edge)
}

export function disconnect(document: NetDocument, edge: Edge): NetDocument {
  return { ...document, edges: document.edges.filter((other) => !sameEdge(other, edge)) }
}

/** Take nodes out; a node that stood in one line is bridged by a wire. */
export function removeNodes(document: NetDocument, ids: readonly string[]): NetDocument {
  return ids.reduce((present, id) => removeNode(withoutJoins(present, id), id), document)
}

function removeNode(document: NetDocument, id: string): NetDocument {
  const [before, after] = [into(document, id), outOf(document, id)]
  const layout = Object.fromEntries(
    Object.entries(document.layout ?? {}).filter(([name]) => name !== id),
  )
  const [first, next] = [before[0], after[0]]
  const bridge: Edge | null =
    first && next && before.length === 1 && after.length === 1 ? [first[0], next[1]] : null
  const edges = document.edges.flatMap((edge): Edge[] => {
    if (next && bridge && sameEdge(edge, next)) {
      return document.edges.some((other) => sameEdge(other, bridge)) ? [] : [bridge]
    }
    return edge[0] === id || edge[1] === id ? [] : [edge]
  })
  return { ...document, nodes: document.nodes.filter((node) => node.id !== id), edges, layout }
}

export function moveNodes(
  document: NetDocument,
  places: Readonly<Record<string, Point>>,
): NetDocument {
  const rounded = Object.fromEntries(
    Object.entries(places).map(([id, [x, y]]): [string, Point] => [
      id,
      [Math.round(x), Math.round(y)],
    ]),
  )
  return { ...document, layout: { ...document.layout, ...rounded } }
}

/** Set a field of a node; a value equal to the default leaves the document, as the format asks. */
export function setField(
  document: NetDocument,
  id: string,
  field: string,
  value: Json,
  standard?: Json,
): NetDocument {
  const nodes = document.nodes.map((node) =>
    node.id === id
      ? withShare(node, newNode(node.id, node.kind, withEntry(node.config, field, value, standard)))
      : node,
  )
  return { ...document, nodes }
}

function withShare({ shares }: NetNode, node: NetNode): NetNode {
  return shares === undefined ? node : { ...node, shares }
}

function withEntry(
  config: Config | undefined,
  field: string,
  value: Json,
  standard?: Json,
): Config {
  const rest = Object.fromEntries(Object.entries(config ?? {}).filter(([name]) => name !== field))
  return standard !== undefined && equalJson(value, standard) ? rest : { ...rest, [field]: value }
}

/** Set a training field; ``field`` is dotted: ``loss.kind``, ``optimizer.config.learning_rate``. */
export function setTraining(
  document: NetDocument,
  field: string,
  value: unknown,
  standard?: Json,
): NetDocument {
  const training = setPath({ ...document.training }, field.split('.'), value, standard)
  return { ...document, training: training as unknown as NetDocument['training'] }
}

/** Set a field of the data, dotted likewise: ``dataset``, ``options.noise``, ``seed``. */
export function setData(
  document: NetDocument,
  field: string,
  value: Json,
  standard?: Json,
): NetDocument {
  const data = setPath({ ...document.data }, field.split('.'), value, standard)
  return { ...document, data: data as unknown as DataSpec }
}

type Entries = Record<string, unknown>

function setPath(target: Entries, path: string[], value: unknown, standard?: Json): Entries {
  const [name = '', ...rest] = path
  if (rest.length > 0) {
    return { ...target, [name]: setPath({ ...(target[name] as Entries) }, rest, value, standard) }
  }
  const others = Object.fromEntries(Object.entries(target).filter(([key]) => key !== name))
  return standard !== undefined && equalJson(value, standard)
    ? others
    : { ...others, [name]: value }
}

/** Choose another loss or optimizer; settings of the old one go, a schedule stays. */
export function choose(
  document: NetDocument,
  what: 'loss' | 'optimizer',
  kind: string,
): NetDocument {
  if (document.training[what].kind === kind) return document
  const { schedule } = document.training.optimizer
  const kept = what === 'optimizer' && schedule !== undefined ? { schedule } : {}
  return { ...document, training: { ...document.training, [what]: { kind, ...kept } } }
}

/** How the learning rate moves by itself; a constant one needs no word. */
export function setSchedule(document: NetDocument, schedule: string | Chosen): NetDocument {
  return setTraining(document, 'optimizer.schedule', schedule, 'constant')
}

/** Choose another data set; options of the old one go, split and seed stay. */
export function chooseDataset(
  document: NetDocument,
  dataset: string,
  options: Config = {},
): NetDocument {
  const { validation_split = 0.1, seed = 0 } = document.data ?? {}
  return { ...document, data: { dataset, options, validation_split, seed } }
}
