/** What is done by hand, in words. */

import { useT } from '../../i18n'
import { useGraph } from '../../state/graph'
import { typable } from '../../ui/numbers'
import type { Intervention } from '../../wire/messages.gen'

/** Names a unit; where a layer's output is an image, its units are maps. */
export function useUnitName(): (node: string, unit: number) => string {
  const t = useT()
  const nodes = useGraph((state) => state.checked?.nodes)
  return (node, unit) => {
    const isMap = nodes?.[node]?.shape?.length === 3
    return t(isMap ? 'interventions.map' : 'interventions.unit', { n: unit + 1, node })
  }
}

/** A sentence for an intervention. */
export function useSentence(): (one: Intervention) => string {
  const t = useT()
  const nameOf = useUnitName()
  return (one) => {
    if ('edge' in one) {
      const [from, to] = one.edge
      return t('interventions.isDropped', { from, to })
    }
    const what = nameOf(one.node, one.unit)
    if ('frozen' in one) return t('interventions.isHeld', { what })
    if (one.times === 0) return t('interventions.isZero', { what })
    return t('interventions.isTimes', { what, times: factor(one.times) })
  }
}

export function factor(times: number): string {
  return typable(times).replace('-', '−')
}
