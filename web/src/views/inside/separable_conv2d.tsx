/** Inside a separable convolution: each channel under kernels of its own, then a mixture of them. */

import type { NodeFacts } from '../../live/facts'
import type { Inside, InsideProps } from './inside'
import { ConvStage, type Kernels } from './parts/ConvStage'
import { windowMeeting } from './parts/meeting'

function View(props: InsideProps) {
  return <ConvStage {...props} probe="separated" meet={windowMeeting} kernelsOf={kernelsOf} />
}

/** With several kernels for a channel, 2.1 is the first kernel of channel 2. */
function kernelsOf(
  node: NodeFacts,
  input: readonly (number | null)[],
  _filters: number,
  filter: number,
): Kernels {
  const each = Number(node.config.depth_multiplier ?? 1)
  const channel = (n: number): number => Math.floor(n / each)
  return {
    total: (input.at(-1) ?? 1) * each,
    channelOf: (n) => (each === 1 ? String(channel(n) + 1) : `${channel(n) + 1}.${(n % each) + 1}`),
    kernel: 'depthwise_kernel',
    indexOf: (at, n) => [...at, channel(n), n % each],
    shareOf: (n) => ({ name: 'pointwise_kernel', index: [0, 0, n, filter] }),
  }
}

export const INSIDE: Inside = {
  kinds: ['separable_conv2d'],
  symbols: {
    x: { tex: 'x', code: /call\.inputs\[0\]/ },
    w: { tex: 'D', code: /call\.weights\["depthwise_kernel"\]/ },
    map: { tex: '\\sum_{u,v}', code: /\bchannelwise\b|\bmaps\b/ },
    p: { tex: 'P', code: /call\.weights\["pointwise_kernel"\]\[0, 0\]/ },
    b: { tex: 'b', code: /call\.weights\["bias"\]/ },
    sum: { tex: '\\sum_{c,m}', code: /jnp\.dot|\bsums\b/ },
    f: { tex: 'f\\Big(', code: /call\.activate/ },
    y: { tex: 'y', code: /\breturn(?= call\.activate)/ },
  },
  View,
}
