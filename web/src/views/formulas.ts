/** What a unit computes, as one line of mathematics, and where its weights lie in their tensor. */

import type { NodeFacts } from '../live/facts'
import { subscript } from '../ui/numbers'

/** The sum and its activation; empty for layers that have no weights. */
export function formulaOf(node: NodeFacts, unit: number): string {
  if (node.kind !== 'dense' && node.kind !== 'conv2d') return ''
  const sum = subscript(`Σ wᵢ · xᵢ + b${unit + 1}`)
  const out = subscript(`a${unit + 1}`)
  return node.activation === 'linear' ? `${out} = ${sum}` : `${out} = ${node.activation}(${sum})`
}

/** Height and width of a convolution's window. */
export function kernelSize(node: Pick<NodeFacts, 'config'>): [number, number] {
  const size = node.config.kernel_size
  if (typeof size === 'number') return [size, size]
  if (Array.isArray(size)) return [Number(size[0]), Number(size[1] ?? size[0])]
  return [3, 3]
}

/**
 * The index in the kernel of term `at` of a unit that has `count` terms: dense `[input, unit]`,
 * convolution `[row, column, channel, filter]`.
 */
export function kernelIndex(
  node: Pick<NodeFacts, 'kind' | 'config'>,
  unit: number,
  at: number,
  count: number,
): number[] {
  if (node.kind !== 'conv2d') return [at, unit]
  const [height, width] = kernelSize(node)
  const channels = count / (height * width)
  const cell = Math.floor(at / channels)
  return [Math.floor(cell / width), cell % width, at % channels, unit]
}
