/** Which layout this tab arranged by itself: after a reload it may still be arranged anew. */

import type { NetDocument } from '../model/document'
import { equalJson } from '../model/document'
import { useCanvas } from './canvas'

const KEPT = 'netzwerkstatt.arranged'

/** Note the layout if nobody has placed anything by hand in it. */
export function keepArranged({ layout }: NetDocument): void {
  if (useCanvas.getState().untouched && layout) sessionStorage.setItem(KEPT, JSON.stringify(layout))
  else sessionStorage.removeItem(KEPT)
}

/** Whether nobody placed this network's cards: it has no places, or those this tab found for it. */
export function isArranged({ layout }: NetDocument): boolean {
  if (!layout) return true
  const kept = sessionStorage.getItem(KEPT)
  return kept !== null && equalJson(JSON.parse(kept), layout)
}
