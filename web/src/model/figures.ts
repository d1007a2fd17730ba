/** The curves of a document by the names that the server gives them: with several outputs, one for each. */

import { chosen, type NetDocument } from './document'

/** A curve: `figure` is "loss" or a metric's name, `output` the node it is of where there are several. */
export interface Figure {
  readonly name: string
  readonly figure: string
  readonly output: string | null
}

type Training = Pick<NetDocument['training'], 'metrics' | 'outputs'>

/** The whole loss first, then each output's loss, then the metrics. */
export function figuresOf({ metrics = [], outputs = {} }: Training): readonly Figure[] {
  const named = Object.entries(outputs)
  const several = named.length > 1
  const figure = (kind: string, output: string): Figure =>
    several
      ? { name: `${output}_${kind}`, figure: kind, output }
      : { name: kind, figure: kind, output: null }
  const losses = several ? named.map(([id]) => figure('loss', id)) : []
  const each = named.length > 0 ? named : [['', { metrics }] as const]
  const counted = each.flatMap(([id, output]) =>
    (output.metrics ?? metrics).map((metric) => figure(chosen(metric).kind, id)),
  )
  return [{ name: 'loss', figure: 'loss', output: null }, ...losses, ...counted]
}
