/** Each unit of a small network as its own map of the plane. */

import { useRef, useState, type PointerEvent } from 'react'

import { useT } from '../i18n'
import { usePalette } from '../live/colors'
import { useFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { usePick } from '../live/sample'
import { exactSurface } from '../live/surface'
import { featureName } from '../ui/pretty'
import { asking } from './asking'
import { Bias, hasBias } from './Bias'
import * as heatmap from './heatmap'
import { UnitMark } from './meddle/Marks'
import type { PictureProps } from './picture'
import { More } from './More'
import { pointAt } from './points'
import { rove } from './rove'
import { scaleOf } from './scales'
import { describeRange } from './spoken'

const SIZE = 44
const SHOWN = 8

export function PlaneUnits({ node, shape }: PictureProps) {
  const [all, setAll] = useState(false)
  const units = shape[0] ?? 0
  const count = all ? Math.min(units, 64) : Math.min(units, SHOWN)
  const list = useRef<HTMLDivElement>(null)
  const dataFeatures = useFacts((facts) => facts.data?.features)
  const features = node.columns ?? dataFeatures

  useLive(list, { probe: 'plane', node: node.id, size: SIZE, unit: null }, (handle) => {
    const part = handle.frame()?.parts[0] ?? null
    const { palette } = usePalette.getState()
    const known = part?.dims[0] === units ? part : null
    list.current?.querySelectorAll('canvas').forEach((canvas, map) => {
      const scale = known
        ? scaleOf(node.activation, heatmap.rangeOf(known, map))
        : { least: -1, greatest: 1 }
      if (known) describeRange(canvas.closest('button'), heatmap.rangeOf(known, map))
      const surface = exactSurface(canvas, SIZE, SIZE)
      heatmap.paint(surface, known, { palette, map, scale, colors: 'diverging' })
    })
  })

  return (
    <div className="live-units" ref={list}>
      {Array.from({ length: count }, (_, unit) => (
        <div key={unit} className="live-unit-frame">
          <Unit
            node={node.id}
            unit={unit}
            name={node.kind === 'input' ? featureName(features?.[unit] ?? `x${unit + 1}`) : null}
          />
          <UnitMark node={node.id} unit={unit} />
          {hasBias(node) && <Bias node={node} unit={unit} />}
        </div>
      ))}
      <More shown={count} total={units} all={all} toggle={() => setAll(!all)} />
    </div>
  )
}

function Unit({ node, unit, name }: { node: string; unit: number; name: string | null }) {
  const t = useT()
  const ask = usePick((state) => state.ask)
  const asked = usePick((state) => state.pick?.node === node && state.pick.index[0] === unit)
  const over = (event: PointerEvent<HTMLElement>): void => {
    const anchor = event.currentTarget
    const box = anchor.getBoundingClientRect()
    const point = pointAt(
      (event.clientX - box.left) / box.width,
      (event.clientY - box.top) / box.height,
    )
    ask({ node, index: [unit], point, anchor, byKey: false })
  }
  return (
    <button
      type="button"
      className={asked ? 'live-unit asked' : 'live-unit'}
      data-unit={unit}
      aria-label={t('live.unitOf', { unit: unit + 1, node })}
      onPointerDown={over}
      onPointerMove={over}
      {...asking(node, [unit], [0, 0])}
      onKeyDown={rove}
    >
      <canvas className="live-exact" />
      {name !== null && <span className="live-name">{name}</span>}
    </button>
  )
}
