/** The numbers that the network gets of the chosen example, written where a view shows them. */

import type { RefObject } from 'react'

import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import { sampleOf, useSample } from '../../../live/sample'
import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import { putNumber } from './tint'

/** Fills every `data-number` and `data-result` below `root`; `paint` draws what else there is. */
export function useEntering(
  root: RefObject<HTMLElement | null>,
  node: NodeFacts,
  paint?: (root: HTMLElement, values: Float32Array) => void,
): void {
  const sample = sampleOf(useSample())
  useLive(root, { probe: 'entering', node: node.id, sample }, (handle) => {
    const values = handle.frame()?.parts[0]?.data
    if (!root.current || !(values instanceof Float32Array)) return
    const most = Math.max(...values.map(Math.abs))
    for (const place of root.current.querySelectorAll<HTMLElement>('[data-number]'))
      putNumber(place, values[Number(place.dataset.number)] ?? NaN, most)
    for (const place of root.current.querySelectorAll<HTMLElement>('[data-result]'))
      put(place, readable(values[Number(place.dataset.result)] ?? NaN))
    paint?.(root.current, values)
  })
}
