/** Inside a convolution: one filter slides over its channels; every number at one place. */

import type { NodeFacts } from '../../live/facts'
import type { Inside, InsideProps } from './inside'
import { ConvStage, type Kernels } from './parts/ConvStage'
import { windowMeeting } from './parts/meeting'

function View(props: InsideProps) {
  return <ConvStage {...props} probe="channels" meet={windowMeeting} kernelsOf={kernelsOf} />
}

/** Channels of a group are counted within it; a depthwise filter sees one channel alone. */
function kernelsOf(
  node: NodeFacts,
  input: readonly (number | null)[],
  filters: number,
  filter: number,
): Kernels {
  const channels = input.at(-1) ?? 1
  if (node.kind === 'depthwise_conv2d') {
    const each = filters / channels
    const own = Math.floor(filter / each)
    return {
      total: 1,
      channelOf: () => String(own + 1),
      kernel: 'kernel',
      indexOf: (at) => [...at, own, filter % each],
    }
  }
  const total = channels / Number(node.config.groups ?? 1)
  const before = Math.floor((filter * channels) / total / filters) * total
  return {
    total,
    channelOf: (n) => String(before + n + 1),
    kernel: 'kernel',
    indexOf: (at, n) => [...at, n, filter],
  }
}

export const INSIDE: Inside = {
  kinds: ['conv2d', 'conv1d', 'depthwise_conv2d'],
  symbols: {
    x: { tex: 'x', code: /call\.inputs\[0\]|_line\.picture\(call\)/ },
    w: { tex: 'W', code: /call\.weights\["kernel"\]/ },
    b: { tex: 'b', code: /call\.weights\["bias"\]/ },
    sum: { tex: '\\sum', code: /\b(?:convolve|channelwise|conv2d\.sums|sums(?=\())/ },
    f: { tex: 'f\\Big(', code: /call\.activate/ },
    y: { tex: 'y', code: /\breturn(?= call\.activate)/ },
  },
  View,
}
