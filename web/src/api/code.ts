/** The routes of networks as programs, and of Keras's models as networks. */

import type { NetDocument } from '../model/document'
import type { Problem } from '../model/problems'
import { ask, change, download } from './client'

export interface Program {
  /** What its file is called. */
  readonly file: string
  readonly text: string
  /** What pip must have installed. */
  readonly packages: readonly string[]
  /** The file that it reads its examples from, where it cannot make or fetch them. */
  readonly reads: string | null
}

export interface TakenOver {
  readonly document: unknown
  /** What of the model could not come along. */
  readonly notes: readonly Problem[]
}

export type Form = 'source' | 'notebook'

export const getProgram = (document: NetDocument, target: string, form: Form, language: string) =>
  ask<Program>('/code', { document, target, form, language })

/** The program of a run, which must be one of this document, with the weights it has now. */
export const getPacked = (run: string, document: NetDocument, target: string, language: string) =>
  download(`/runs/${run}/program`, { document, target, language })

/** ``model`` is what Keras's ``to_json`` answered. */
export const takeOver = (model: string) => change<TakenOver>('POST', '/import', { model })
