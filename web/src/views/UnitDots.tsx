/** The units of a wide layer as a grid of dots. */

import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useT } from '../i18n'
import { usePalette } from '../live/colors'
import { useLive } from '../live/hooks'
import { sampleOf, usePick, useSample } from '../live/sample'
import { sharpSurface } from '../live/surface'
import { asking } from './asking'
import * as heatmap from './heatmap'
import type { PictureProps } from './picture'
import { More } from './More'
import { pictureScale } from './scales'
import * as units from './units'

const CELL = 15
const SHOWN = 96
const MOST = 1024

export function UnitDots({ node, shape }: PictureProps) {
  const t = useT()
  const [all, setAll] = useState(false)
  const canvas = useRef<HTMLCanvasElement>(null)
  const total = shape[0] ?? 0
  const count = Math.min(total, all ? MOST : SHOWN)
  const columns = columnsFor(count)
  const rows = Math.ceil(count / columns)
  const sample = useSample()
  const ask = usePick((state) => state.ask)
  const marked = usePick((state) =>
    state.pick?.node === node.id ? (state.pick.index[0] ?? null) : null,
  )

  useLive(canvas, { probe: 'activation', node: node.id, sample: sampleOf(sample) }, (handle) => {
    if (!canvas.current) return
    const part = handle.frame()?.parts[0] ?? null
    const known = part?.data instanceof Float32Array && part.data.length === total ? part : null
    const range = known ? heatmap.rangeOf({ ...known, dims: [1, total] }, 0) : UNKNOWN
    const { palette } = usePalette.getState()
    const surface = sharpSurface(canvas.current, columns * CELL, rows * CELL)
    const values = known ? (known.data as Float32Array) : null
    const options = { palette, columns, cell: CELL, count, marked, ...pictureScale(range) }
    units.paint(surface, values, options)
  })

  const over = (event: PointerEvent<HTMLElement>): void => {
    const anchor = event.currentTarget
    const box = anchor.getBoundingClientRect()
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns)
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows)
    const unit = row * columns + column
    if (column >= 0 && column < columns && unit >= 0 && unit < count)
      ask({ node: node.id, index: [unit], point: null, anchor, byKey: false })
  }
  return (
    <div>
      <button
        type="button"
        className="live-dots-button"
        aria-label={t('live.unitsOf', { n: total, node: node.id })}
        style={{ width: columns * CELL, height: rows * CELL }}
        onPointerDown={over}
        onPointerMove={over}
        {...asking(node.id, [0])}
        onKeyDown={(event) => moveUnit(event, columns, count)}
      >
        <canvas ref={canvas} className="live-sharp" />
      </button>
      <More shown={count} total={total} all={all} toggle={() => setAll(!all)} />
    </div>
  )
}

const UNKNOWN = { least: NaN, greatest: NaN }

function columnsFor(count: number): number {
  if (count <= 12) return 1
  if (count <= 48) return 4
  return count <= 128 ? 8 : 32
}

function moveUnit(event: KeyboardEvent, columns: number, count: number): void {
  const { pick, ask } = usePick.getState()
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key]
  if (!pick || by === undefined) return
  event.preventDefault()
  event.stopPropagation()
  const unit = Math.min(count - 1, Math.max(0, (pick.index[0] ?? 0) + by))
  ask({ ...pick, index: [unit] })
}
