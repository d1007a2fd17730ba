/** Paints the examples of a 2-D data set over the plane. */

import type { PointSet } from '../live/facts'
import type { Palette } from '../live/colors'
import type { Surface } from '../live/surface'
import { cssColor } from './units'

/** Half the side of the plane in its own units: it reaches from -6 to 6. */
export const REACH = 6

export interface PointsOptions {
  palette: Palette
  /** The color of a target as a word of ImageData. */
  colorOf: (target: number) => number
  radius: number
  /** Test and validation points are told by their form, not only by being switched on. */
  form: 'disc' | 'square' | 'ring'
}

/** Adds points to a surface; x to the right, y upwards. */
export function paint(surface: Surface, points: PointSet, options: PointsOptions): void {
  const { context, width, height, ratio } = surface
  const radius = options.radius * ratio
  context.lineWidth = ratio
  for (let n = 0; n < points.targets.length; n++) {
    const x = place(points.xy[2 * n] ?? NaN, width)
    const y = height - place(points.xy[2 * n + 1] ?? NaN, height)
    const color = cssColor(options.colorOf(points.targets[n] ?? NaN))
    context.beginPath()
    if (options.form === 'square') context.rect(x - radius, y - radius, 2 * radius, 2 * radius)
    else context.arc(x, y, radius, 0, 2 * Math.PI)
    context.fillStyle = options.form === 'ring' ? options.palette.card : color
    context.fill()
    context.strokeStyle = options.form === 'ring' ? color : 'rgb(255 255 255 / 85%)'
    context.stroke()
  }
}

/** Where a coordinate lies along a side of `length` pixels. */
export function place(coordinate: number, length: number): number {
  return ((coordinate + REACH) / (2 * REACH)) * length
}

/** The point of the plane under a place of an element, given as shares from its top left. */
export function pointAt(shareX: number, shareY: number): [number, number] {
  return [round(shareX * 2 * REACH - REACH), round(REACH - shareY * 2 * REACH)]
}

// Steps of 0.05 keep the pointer from asking about hundreds of points that look the same.
function round(value: number): number {
  return Math.round(Math.min(REACH, Math.max(-REACH, value)) * 20) / 20 + 0 // no minus zero
}
