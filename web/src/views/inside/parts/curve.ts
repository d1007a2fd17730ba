/** Paints a function's curve with the points of many units on it, or how many lie where. */

import type { Palette } from '../../../live/colors'
import type { Surface } from '../../../live/surface'
import { readable } from '../../../ui/numbers'
import type { Frame } from '../../../wire/frames'

/** The answer to the probe `bend`. */
export interface Bend {
  sums: Float32Array
  outputs: Float32Array
  grid: Float32Array
  curve: Float32Array
  counts: Float32Array
  total: number
}

/** The parts by name; null while nothing is known. */
export function bendOf(frame: Frame | null): Bend | null {
  if (!frame) return null
  const [sums, outputs, grid, curve, counts, total] = frame.parts.map(
    ({ data }) => data as Float32Array,
  )
  if (!sums || !outputs || !grid?.length || !curve || !counts || !total) return null
  return { sums, outputs, grid, curve, counts, total: total[0] ?? 0 }
}

/** Where a bin of the histogram begins and ends. */
export function binEnds({ grid, counts }: Bend, bin: number): [number, number] {
  const reach = grid.at(-1) ?? 1
  const step = (2 * reach) / counts.length
  return [bin * step - reach, (bin + 1) * step - reach]
}

interface CurveOptions {
  palette: Palette
  /** The unit or, where `bins`, the bin that is marked. */
  marked: number | null
  /** Where the sums lie as a histogram under the curve. */
  bins: boolean
}

/** Style pixels around the plot. */
export const MARGIN = 18

/** Paints all of it; an empty surface while nothing is known. */
export function paint(surface: Surface, bend: Bend | null, options: CurveOptions): void {
  surface.context.clearRect(0, 0, surface.width, surface.height)
  if (!bend) return
  const frame = placed(surface, bend)
  if (options.bins) paintBins(frame, bend, options)
  paintAxes(frame, options.palette)
  paintCurve(frame, bend, options.palette)
  if (!options.bins) paintPoints(frame, bend, options)
}

interface Placed {
  surface: Surface
  x: (value: number) => number
  y: (value: number) => number
  ends: { x: [number, number]; y: [number, number] }
}

function placed(surface: Surface, { grid, curve, outputs }: Bend): Placed {
  const { width, height, ratio } = surface
  const margin = MARGIN * ratio
  const shown = curve.length > 0 ? curve : outputs
  const [least, greatest] = endsOf(shown)
  const reach = grid.at(-1) ?? 1
  return {
    surface,
    ends: { x: [-reach, reach], y: [least, greatest] },
    x: (value) => margin + ((value + reach) / (2 * reach)) * (width - 2 * margin),
    y: (value) => height - margin - ((value - least) / (greatest - least)) * (height - 2 * margin),
  }
}

/** The least and greatest value with zero between them. */
export function endsOf(values: Float32Array): [number, number] {
  let [least, greatest] = [0, 0]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  return least === greatest ? [-1, 1] : [least, greatest]
}

function paintAxes({ surface, x, y, ends }: Placed, palette: Palette): void {
  const { context, ratio } = surface
  context.strokeStyle = palette.line
  context.lineWidth = ratio
  line(context, x(ends.x[0]), y(0), x(ends.x[1]), y(0))
  line(context, x(0), y(ends.y[0]), x(0), y(ends.y[1]))
  context.fillStyle = palette.soft
  context.font = `${10 * ratio}px ${fontOf()}`
  const low = y(ends.y[0]) + 13 * ratio
  context.textAlign = 'left'
  context.fillText(readable(ends.x[0], 0), x(ends.x[0]), low)
  context.textAlign = 'right'
  context.fillText(readable(ends.x[1], 0), x(ends.x[1]), low)
  context.textAlign = 'center'
  context.fillText('0', x(0), low)
  context.fillText(readable(ends.y[1], 2), x(0), y(ends.y[1]) - 5 * ratio)
}

let font = ''

function fontOf(): string {
  font ||= getComputedStyle(document.documentElement).getPropertyValue('--mono')
  return font || 'monospace'
}

function line(at: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  at.beginPath()
  at.moveTo(x, y)
  at.lineTo(toX, toY)
  at.stroke()
}

function paintCurve({ surface, x, y }: Placed, { grid, curve }: Bend, palette: Palette): void {
  const { context, ratio } = surface
  context.strokeStyle = palette.ink
  context.lineWidth = 1.5 * ratio
  context.beginPath()
  curve.forEach((value, n) => {
    if (Number.isFinite(value)) context.lineTo(x(grid[n] ?? 0), y(value))
  })
  context.stroke()
}

/** A unit is where its sum and its output are; the chosen one is led to both axes. */
function paintPoints(
  { surface, x, y }: Placed,
  { sums, outputs }: Bend,
  { palette, marked }: CurveOptions,
): void {
  const { context, ratio } = surface
  if (sums.length !== outputs.length) return
  context.globalAlpha = sums.length > 200 ? 0.35 : 0.7
  sums.forEach((sum, n) => {
    context.fillStyle = sum < 0 ? palette.negative : palette.positive
    dot(context, x(sum), y(outputs[n] ?? 0), 3 * ratio)
  })
  context.globalAlpha = 1
  if (marked === null || marked >= sums.length) return
  const [sum, output] = [sums[marked] ?? 0, outputs[marked] ?? 0]
  context.strokeStyle = palette.action
  context.lineWidth = ratio
  context.setLineDash([3 * ratio, 3 * ratio])
  line(context, x(sum), y(0), x(sum), y(output))
  line(context, x(0), y(output), x(sum), y(output))
  context.setLineDash([])
  context.fillStyle = palette.action
  dot(context, x(sum), y(output), 5 * ratio)
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
  context.fill()
}

function paintBins({ surface, x }: Placed, bend: Bend, { palette, marked }: CurveOptions): void {
  const { context, height, ratio } = surface
  const { counts } = bend
  const most = Math.max(...counts, 1)
  const room = (height - 2 * MARGIN * ratio) * 0.8
  counts.forEach((count, n) => {
    const [from, to] = binEnds(bend, n)
    const [left, right] = [x(from), x(to)]
    const tall = (count / most) * room
    const sign = from < 0 ? palette.negative : palette.positive
    context.fillStyle = n === marked ? palette.action : sign
    context.globalAlpha = n === marked ? 0.9 : 0.35
    context.fillRect(left, height - MARGIN * ratio - tall, Math.max(1, right - left - ratio), tall)
  })
  context.globalAlpha = 1
}
