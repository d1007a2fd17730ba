/** Paints the units of a vector as a grid of dots. */

import type { Palette, Scale } from '../live/colors'
import type { Surface } from '../live/surface'
import { colorOf } from './heatmap'

interface UnitsOptions {
  palette: Palette
  scale: Scale
  colors: 'diverging' | 'sequential'
  columns: number
  /** Side of one cell in style pixels. */
  cell: number
  count: number
  marked: number | null
}

/** Paints `values[0..count]`; an absent vector is drawn as rings without a filling. */
export function paint(surface: Surface, values: Float32Array | null, options: UnitsOptions): void {
  const { context, ratio } = surface
  const { palette, cell, columns, count } = options
  context.clearRect(0, 0, surface.width, surface.height)
  context.lineWidth = ratio
  const radius = (cell / 2 - 1.5) * ratio
  for (let n = 0; n < count; n++) {
    const x = ((n % columns) + 0.5) * cell * ratio
    const y = (Math.floor(n / columns) + 0.5) * cell * ratio
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    if (values) {
      context.fillStyle = cssColor(
        colorOf(values[n] ?? NaN, options.scale, palette[options.colors], palette.unknown),
      )
      context.fill()
    }
    context.strokeStyle = n === options.marked ? palette.action : palette.line
    context.lineWidth = (n === options.marked ? 2 : 1) * ratio
    context.stroke()
  }
}

const names = new Map<number, string>()

/** A word of ImageData as a color that canvas and style sheets take. */
export function cssColor(word: number): string {
  const known = names.get(word)
  if (known !== undefined) return known
  const name = `rgb(${word & 255} ${(word >>> 8) & 255} ${(word >>> 16) & 255})`
  if (names.size > 4096) names.clear() // themes come and go
  names.set(word, name)
  return name
}
