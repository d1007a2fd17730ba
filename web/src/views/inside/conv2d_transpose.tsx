/** Inside a transposed convolution: every cell stamps its kernel; a place is the sum of its stamps. */

import type { NodeFacts } from '../../live/facts'
import type { Inside, InsideProps } from './inside'
import { ConvStage, type Kernels } from './parts/ConvStage'
import { stampMeeting } from './parts/meeting'

function View(props: InsideProps) {
  return <ConvStage {...props} probe="stamps" meet={stampMeeting} kernelsOf={kernelsOf} />
}

/** The last two axes of the kernel are swapped: it leads from a channel back to filters. */
function kernelsOf(
  _node: NodeFacts,
  input: readonly (number | null)[],
  _filters: number,
  filter: number,
): Kernels {
  return {
    total: input.at(-1) ?? 1,
    channelOf: (n) => String(n + 1),
    kernel: 'kernel',
    indexOf: (at, n) => [...at, filter, n],
  }
}

export const INSIDE: Inside = {
  kinds: ['conv2d_transpose', 'conv1d_transpose'],
  symbols: {
    x: { tex: 'x', code: /call\.inputs\[0\]|_line\.picture\(call\)/ },
    w: { tex: 'W', code: /call\.weights\["kernel"\]/ },
    b: { tex: 'b', code: /call\.weights\["bias"\]/ },
    sum: { tex: '\\sum', code: /\b(?:stamp|stamped|conv2d_transpose\.sums|sums(?=\())\b/ },
    f: { tex: 'f\\Big(', code: /call\.activate/ },
    y: { tex: 'y', code: /\breturn(?= call\.activate)/ },
  },
  View,
}
