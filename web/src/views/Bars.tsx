/** A short vector with names: class probabilities, outputs, the columns of a table. */

import { useRef } from 'react'

import { useT } from '../i18n'
import { useFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { sampleOf, usePick, useSample } from '../live/sample'
import { featureName } from '../ui/pretty'
import { asking } from './asking'
import type { PictureProps } from './picture'
import { fixed } from '../ui/numbers'
import * as probabilities from './probabilities'
import { rove } from './rove'

export function Bars({ node, shape }: PictureProps) {
  const t = useT()
  const list = useRef<HTMLDivElement>(null)
  const sample = useSample()
  const data = useFacts((facts) => facts.data)
  const ask = usePick((state) => state.ask)
  const count = shape[0] ?? 0
  const known =
    node.kind === 'input' || node.answersInput
      ? data?.features
      : node.answersData
        ? data?.classes
        : []
  // One number for two classes says how likely the second one is.
  const single = count === 1 && node.answersData && known?.length === 2
  const names = node.columns ?? (single ? known.slice(1) : known) ?? []

  useLive(list, { probe: 'activation', node: node.id, sample: sampleOf(sample) }, (handle) => {
    if (!list.current) return
    const parts = handle.frame()?.parts
    const values = parts?.[0]?.data.length === count ? (parts[0].data as Float32Array) : null
    const target = node.answersData ? (parts?.[1]?.data as Float32Array | undefined) : undefined
    const bounded = node.activation === 'softmax' || node.activation === 'sigmoid'
    const truth = classOf(target, known ?? [])
    const marked = single && truth !== null ? truth - 1 : truth
    probabilities.paint(list.current, values, { bounded, target: marked, fixed })
  })

  return (
    <div className="live-bars" ref={list}>
      {Array.from({ length: count }, (_, unit) => (
        <button
          type="button"
          key={unit}
          className="live-bar"
          aria-label={t('live.unitOf', { unit: unit + 1, node: node.id })}
          onPointerEnter={(event) =>
            ask({
              node: node.id,
              index: [unit],
              point: null,
              anchor: event.currentTarget,
              byKey: false,
            })
          }
          {...asking(node.id, [unit])}
          onKeyDown={rove}
        >
          <span className="live-bar-name">{nameAt(names, unit)}</span>
          <span className="live-bar-track">
            <i />
          </span>
          <span className="live-bar-value" />
        </button>
      ))}
    </div>
  )
}

function nameAt(names: readonly string[], unit: number): string {
  const name = names[unit]
  return name === undefined ? String(unit) : featureName(name)
}

/** The number of the true class, or null: a regression, a drawing, not known. */
function classOf(target: Float32Array | undefined, names: readonly string[]): number | null {
  const value = target?.[0]
  return target?.length === 1 && value !== undefined && !Number.isNaN(value) && names.length > 1
    ? value
    : null
}
