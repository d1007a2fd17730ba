/** Reads a unit's working out of its frame, and puts it into words. */

import { nodesOf, type NodeFacts } from '../live/facts'
import { useRun } from '../live/run'
import type { Translate } from '../i18n'
import { featureName } from '../ui/pretty'
import type { Frame } from '../wire/frames'
import { readable, subscript, typable } from '../ui/numbers'
import type { Working } from './terms'

/** What is asked, by name: a unit of a vector, a pixel, a place in a map. */
export function titleOf(t: Translate, node: NodeFacts, index: number[]): string {
  const [row = 0, column = 0, map = 0] = index
  if (index.length === 1) return t('live.unitOf', { unit: row + 1, node: node.id })
  const values = { row: row + 1, column: column + 1, map: map + 1, node: node.id }
  return t(node.kind === 'input' ? 'live.pixelOf' : 'live.placeOf', values)
}

/** What the inputs of a node are called: features by name, units by number. */
export function namesFor(
  node: NodeFacts,
  features: readonly string[] | undefined,
): (n: number) => string {
  const { document } = useRun.getState()
  const source = node.sources[0]
  const given = document && source !== undefined ? nodesOf(document).get(source) : undefined
  const kind = given?.kind
  return (n) => {
    const feature = kind === 'input' ? (given?.columns ?? features)?.[n] : undefined
    if (feature !== undefined) return featureName(feature)
    if (kind === 'input') return subscript(`x${n + 1}`)
    return subscript(`h${n + 1}`)
  }
}

/** The last line: what the unit answers, with its sum in the activation, times what a hand put. */
export function resultOf(working: Working, node: NodeFacts, times = 1): string {
  const output = readable(working.output)
  if (working.weights.length === 0) {
    const inputs = Array.from(working.inputs.subarray(0, 9), (value) => readable(value, 2))
    const rest = working.inputs.length > 9 ? ', …' : ''
    return node.kind === 'input' || inputs.length === 0
      ? output
      : `${node.kind}(${inputs.join('; ')}${rest}) = ${output}`
  }
  const factor = times === 1 ? '' : ` · ${typable(times).replace('-', '−')}`
  if (node.activation === 'linear')
    return `${times === 1 ? '' : readable(working.sum)}${factor} = ${output}`.trim()
  return `${node.activation}(${readable(working.sum)})${factor} = ${output}`
}

/** The parts of an answer to the probe `unit`; null while there is none. */
export function workingOf(frame: Frame | null): Working | null {
  if (!frame) return null
  const [inputs, weights, bias, sum, output] = frame.parts.map((one) => one.data as Float32Array)
  const value = output?.[0]
  if (!inputs || !weights || value === undefined) return null
  return { inputs, weights, bias: bias?.[0] ?? null, sum: sum?.[0] ?? NaN, output: value }
}
