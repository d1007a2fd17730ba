/** What is done by hand, in words. */

import { useSay, useT } from '../../i18n'
import { nodesOf, useFacts } from '../../live/facts'
import { useRun } from '../../live/run'
import { named } from '../../model/catalog'
import { useCatalog } from '../../state/catalog'
import { useGraph } from '../../state/graph'
import { typable } from '../../ui/numbers'
import { featureName } from '../../ui/pretty'
import type { Intervention } from '../../wire/messages.gen'

/** What a layer's units are; each is a place along the last axis of its output. */
export interface Units {
  readonly count: number
  readonly word: 'unit' | 'map' | 'feature' | 'channel' | 'position'
  /** Of columns that have some. */
  readonly names: readonly string[] | null
}

/** Tells a layer's units; there are none while its shape is unknown. */
export function useUnits(): (node: string) => Units {
  const checks = useGraph((state) => state.checked?.nodes)
  const document = useRun((run) => run.document)
  const features = useFacts((facts) => facts.data?.features)
  return (id) => {
    const { shape, no_factor } = checks?.[id] ?? {}
    const node = document ? nodesOf(document).get(id) : undefined
    const enters = node?.kind === 'input'
    const count = shape?.at(-1) ?? 0
    const isImage = (shape?.length ?? 0) > 2
    const columns = enters ? (node.columns ?? features) : undefined
    const names = columns?.length === count ? columns.map(featureName) : null
    if (no_factor) return { count, word: 'position', names: null }
    if (enters) return { count, word: isImage ? 'channel' : 'feature', names }
    return { count, word: isImage ? 'map' : 'unit', names: null }
  }
}

/** Names a unit with its layer, or a column of the data by itself. */
export function useUnitName(): (node: string, unit: number) => string {
  const t = useT()
  const say = useSay()
  const unitsOf = useUnits()
  const document = useRun((run) => run.document)
  const layers = useCatalog((state) => state.catalog?.layers)
  return (node, unit) => {
    const { word, names } = unitsOf(node)
    const name = names?.[unit]
    if (name !== undefined) return t('interventions.named', { name })
    const facts = document ? nodesOf(document).get(node) : undefined
    const kind = named(layers ?? [], facts?.kind ?? '')
    const layer = kind ? say(kind.label) : ''
    return t(`interventions.${word}`, { n: unit + 1, layer, node })
  }
}

/** A sentence for an intervention. */
export function useSentence(): (one: Intervention) => string {
  const t = useT()
  const nameOf = useUnitName()
  const unitsOf = useUnits()
  return (one) => {
    if ('edge' in one) {
      const [from, to] = one.edge
      return t('interventions.isDropped', { from, to })
    }
    const what = nameOf(one.node, one.unit)
    if ('frozen' in one) return t('interventions.isHeld', { what })
    const { word } = unitsOf(one.node)
    if (word === 'position') return t('interventions.isFilled', { what })
    const enters = word === 'feature' || word === 'channel'
    if (one.times === 0) return t(`interventions.${enters ? 'entersZero' : 'isZero'}`, { what })
    const times = factor(one.times)
    return t(`interventions.${enters ? 'entersTimes' : 'isTimes'}`, { what, times })
  }
}

export function factor(times: number): string {
  return typable(times).replace('-', '−')
}
