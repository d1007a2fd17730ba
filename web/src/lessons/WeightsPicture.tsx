import { useRef, useState } from 'react'
import { around, usePalette } from '../live/colors'
import type { NodeFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { exactSurface } from '../live/surface'
import { filtersOf } from '../views/FeatureMaps'
import * as heatmap from '../views/heatmap'
import { readable } from '../ui/numbers'
import type { Part } from '../wire/frames'

const MOST = 16

/** The weights of a layer: its filters, or inputs down and units across; with their largest size. */
export default function WeightsPicture({ node, name }: { node: NodeFacts; name: string }) {
  const list = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLSpanElement>(null)
  const [count, setCount] = useState(1)
  useLive(list, { probe: 'weights', node: node.id, weight: 'kernel' }, (handle) => {
    const part = handle.frame()?.parts[0]
    const maps = part ? mapsOf(part) : null
    const [total = 1, height = 1, width = 1] = maps?.dims ?? []
    if (maps) setCount(Math.min(total, MOST))
    const scale = around(maps ? heatmap.commonRange(maps, total) : UNKNOWN, 1e-6)
    const { palette } = usePalette.getState()
    const options = { palette, scale, colors: 'diverging' as const }
    list.current?.querySelectorAll('canvas').forEach((canvas, map) => {
      canvas.style.aspectRatio = `${width} / ${height}`
      heatmap.paint(exactSurface(canvas, width, height), maps, { ...options, map })
    })
    const text = `± ${readable(scale.greatest, 2)}`
    if (end.current && end.current.textContent !== text) end.current.textContent = text
  })
  return (
    <div className="view-weights" role="img" aria-label={name}>
      <div ref={list} data-many={count > 1}>
        {Array.from({ length: count }, (_, map) => (
          <canvas key={map} />
        ))}
      </div>
      <span className="mono soft" ref={end} />
    </div>
  )
}

const UNKNOWN = { least: NaN, greatest: NaN }

/** Maps `[n, height, width]` of any kernel. */
function mapsOf(part: Part): Part {
  if (part.dims.length === 2) return { ...part, dims: [1, ...part.dims] }
  return part.dims.length === 4 ? filtersOf(part) : part
}
