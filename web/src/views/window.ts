/** One window of a convolution beside its filter, for the channel that adds most. */

import { around, type Palette } from '../live/colors'
import type { NodeFacts } from '../live/facts'
import { exactSurface } from '../live/surface'
import type { Part } from '../wire/frames'
import { kernelSize } from './formulas'
import * as heatmap from './heatmap'
import { pictureScale } from './scales'
import type { Working } from './terms'

/** Fills the two canvases of `root`; hides it for layers that have no window. */
export function paintWindow(
  root: HTMLElement,
  working: Working,
  node: NodeFacts,
  palette: Palette,
): void {
  const [height, width] = kernelSize(node)
  const channels = working.weights.length / (height * width)
  root.hidden = node.kind !== 'conv2d' || !Number.isInteger(channels) || channels === 0
  if (root.hidden) return
  const channel = strongestChannel(working, channels)
  const [left, right] = root.querySelectorAll('canvas')
  const inputs = pick(working.inputs, channels, channel, height, width)
  const weights = pick(working.weights, channels, channel, height, width)
  const inputRange = heatmap.rangeOf(inputs, 0)
  const weightRange = heatmap.rangeOf(weights, 0)
  if (left)
    heatmap.paint(exactSurface(left, width, height), inputs, {
      palette,
      map: 0,
      ...pictureScale(inputRange),
    })
  if (right)
    heatmap.paint(exactSurface(right, width, height), weights, {
      palette,
      map: 0,
      scale: around(weightRange, 1e-6),
      colors: 'diverging',
    })
}

function strongestChannel({ inputs, weights }: Working, channels: number): number {
  const sums = new Float64Array(channels)
  weights.forEach((weight, n) => {
    const product = weight * (inputs[n] ?? 0)
    if (!Number.isNaN(product)) sums[n % channels] = (sums[n % channels] ?? 0) + Math.abs(product)
  })
  return sums.indexOf(Math.max(...sums))
}

function pick(
  values: Float32Array,
  channels: number,
  channel: number,
  height: number,
  width: number,
): Part {
  const data = new Float32Array(height * width)
  for (let n = 0; n < data.length; n++) data[n] = values[n * channels + channel] ?? NaN
  return { dims: [1, height, width], ranges: new Float32Array(), data }
}
