/** Reading a document that came from a file or a link, before anything in the page relies on it. */

import type { NetDocument } from './document'
import { faultOf } from './fault'

type ReadCode = 'not_json' | 'not_document' | 'newer' | 'broken_link' | 'too_large'

/** Why a text is no document; ``code`` names a sentence in the texts of the page. */
export class ReadError extends Error {
  constructor(
    readonly code: ReadCode,
    readonly values: Record<string, string | number> = {},
  ) {
    super(code)
  }
}

const LARGEST = 2_000_000

/** Read JSON text. Only the form is looked at; kinds, fields and shapes are the server's to check. */
export function readDocument(text: string): NetDocument {
  return asDocument(readJson(text))
}

/** What a JSON text says, whatever it is about. */
export function readJson(text: string): unknown {
  if (text.length > LARGEST) throw new ReadError('too_large', { megabytes: LARGEST / 1e6 })
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new ReadError('not_json', { ...faultOf(text) })
  }
}

/** Whether a value looks like what Keras writes of a model. */
export function isKeras(value: unknown): boolean {
  return isRecord(value) && typeof value.class_name === 'string' && isRecord(value.config)
}

/** The same as ``readDocument`` for a value that is already parsed. */
export function asDocument(value: unknown): NetDocument {
  if (!isRecord(value)) throw new ReadError('not_document', { what: 'object' })
  if (typeof value.format === 'number' && value.format > 1) {
    throw new ReadError('newer', { format: value.format })
  }
  const missing = Object.entries(FORM).find(([name, fits]) => !fits(value[name]))
  if (missing) throw new ReadError('not_document', { what: missing[0] })
  return {
    ...(value as unknown as NetDocument),
    name: typeof value.name === 'string' ? value.name : '',
  }
}

const FORM: Record<string, (part: unknown) => boolean> = {
  format: (part) => part === 1,
  nodes: (part) =>
    Array.isArray(part) &&
    part.every(
      (node) =>
        isRecord(node) &&
        typeof node.id === 'string' &&
        typeof node.kind === 'string' &&
        isConfig(node.config),
    ),
  edges: (part) =>
    Array.isArray(part) &&
    part.every(
      (edge) =>
        Array.isArray(edge) && edge.length === 2 && edge.every((end) => typeof end === 'string'),
    ),
  data: (part) =>
    part === undefined ||
    part === null ||
    (isRecord(part) && typeof part.dataset === 'string' && isConfig(part.options)),
  training: (part) => isRecord(part) && isChosen(part.loss) && isChosen(part.optimizer),
  layout: (part) =>
    part === undefined ||
    (isRecord(part) &&
      Object.values(part).every(
        (place) => Array.isArray(place) && place.length === 2 && place.every(Number.isFinite),
      )),
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isConfig(value: unknown): boolean {
  return value === undefined || isRecord(value)
}

function isChosen(value: unknown): boolean {
  return isRecord(value) && typeof value.kind === 'string' && isConfig(value.config)
}
