/** Places that the page found by itself: they are of one window, and stay behind with it. */

import type { NetDocument } from '../model/document'
import { useCanvas } from './canvas'

const found = new WeakSet<object>()

/** Notes that the page found these places, and answers the network. */
export function asArranged(network: NetDocument): NetDocument {
  if (network.layout) found.add(network.layout)
  return network
}

/** Whether nobody placed the cards: there are no places, or those that the page found. */
export function isArranged({ nodes, layout }: NetDocument): boolean {
  return !layout || found.has(layout) || !nodes.some(({ id }) => layout[id])
}

/** The network as it leaves this window: with places only if somebody has placed its cards. */
export function withOwnPlaces(network: NetDocument): NetDocument {
  return useCanvas.getState().untouched ? withoutPlaces(network) : network
}

/** The network to be arranged by whoever opens it. */
export function withoutPlaces(network: NetDocument): NetDocument {
  const { layout, ...rest } = network
  return layout ? rest : network
}
