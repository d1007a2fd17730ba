import { useRef } from 'react'
import { usePalette } from '../live/colors'
import type { NodeFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { exactSurface } from '../live/surface'
import * as heatmap from '../views/heatmap'
import { scaleOf } from '../views/scales'

const GRID = 100
const UNKNOWN = { least: NaN, greatest: NaN }

interface PlanePictureProps {
  readonly node: NodeFacts
  readonly unit: number
  readonly name: string
}

/** What one unit answers to each point of the plane. */
export default function PlanePicture({ node, unit, name }: PlanePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLive(canvas, { probe: 'plane', node: node.id, size: GRID, unit }, (handle) => {
    if (!canvas.current) return
    const part = handle.frame()?.parts[0] ?? null
    const scale = scaleOf(node.activation, part ? heatmap.rangeOf(part, 0) : UNKNOWN)
    const { palette } = usePalette.getState()
    const options = { palette, map: 0, scale, colors: 'diverging' as const }
    heatmap.paint(exactSurface(canvas.current, GRID, GRID), part, options)
  })
  return <canvas ref={canvas} className="view-plane" role="img" aria-label={name} />
}
