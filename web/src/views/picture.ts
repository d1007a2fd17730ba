/** What every picture of a node is given; a picture knows nothing of the node it stands in. */

import type { NodeFacts } from '../live/facts'

export interface PictureProps {
  node: NodeFacts
  /** Without the batch axis. */
  shape: number[]
}
