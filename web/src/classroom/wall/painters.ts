/** Painters of a tile: its picture in the page's colors, its loss as a line. */

import type { Palette, Scale } from '../../live/colors'
import { around } from '../../live/colors'
import { exactSurface, sharpSurface, type Surface } from '../../live/surface'
import { commonRange, paint as paintMap, rangeOf } from '../../views/heatmap'
import { pictureScale } from '../../views/scales'
import type { Part } from '../../wire/frames'

const PLANE_SIDE = 32
const GAP = 1

/** The picture of a run: the plane, up to four maps side by side, or the outputs as bars. */
export function paintPicture(canvas: HTMLCanvasElement, part: Part | null, palette: Palette): void {
  const [maps = 1, height = 1, width = 1] = part?.dims ?? []
  canvas.dataset.shape = height === 1 ? 'bars' : 'maps'
  if (part === null) return paintMap(exactSurface(canvas, 1, 1), null, mapOptions(palette, 0, NONE))
  if (height === 1) return paintBars(sharpSurface(canvas, 96, 96), part, palette)
  if (maps === 1) {
    const surface = exactSurface(canvas, width, height)
    return paintMap(surface, part, mapOptions(palette, 0, planeScale(part, height)))
  }
  paintGrid(canvas, part, palette)
}

const NONE = { scale: { least: 0, greatest: 1 }, colors: 'sequential' } as const

type Colored = { scale: Scale; colors: 'diverging' | 'sequential' }

function mapOptions(palette: Palette, map: number, { scale, colors }: Colored) {
  return { palette, map, scale, colors }
}

/** A plane is read around its middle: bounded answers keep their bounds, others what was seen. */
function planeScale(part: Part, height: number): Colored {
  const range = rangeOf(part, 0)
  if (height !== PLANE_SIDE) return pictureScale(range)
  return { scale: boundsOf(range), colors: 'diverging' }
}

export function boundsOf(range: Scale): Scale {
  if (range.least >= 0 && range.greatest <= 1) return { least: 0, greatest: 1 }
  if (range.least >= -1 && range.greatest <= 1) return { least: -1, greatest: 1 }
  return around(range, 1e-6)
}

/** Two maps a row, all on one scale, a line of paper between them. */
function paintGrid(canvas: HTMLCanvasElement, part: Part, palette: Palette): void {
  const [maps = 1, height = 1, width = 1] = part.dims
  const rows = Math.ceil(maps / 2)
  const whole = exactSurface(canvas, 2 * width + GAP, rows * height + (rows - 1) * GAP)
  whole.context.clearRect(0, 0, whole.width, whole.height)
  const colored = pictureScale(commonRange(part, maps))
  const one = exactSurface(scratch(), width, height)
  for (let map = 0; map < maps; map++) {
    paintMap(one, part, mapOptions(palette, map, colored))
    const x = (map % 2) * (width + GAP)
    whole.context.drawImage(one.canvas, x, Math.floor(map / 2) * (height + GAP))
  }
}

let between: HTMLCanvasElement | null = null

function scratch(): HTMLCanvasElement {
  between ??= document.createElement('canvas')
  return between
}

/** Outputs as columns from zero: blue up, orange down; probabilities fill the height at 1. */
function paintBars(surface: Surface, part: Part, palette: Palette): void {
  const { context, width, height } = surface
  context.clearRect(0, 0, width, height)
  const count = part.dims[2] ?? 0
  const { least, greatest } = boundsOf(rangeOf(part, 0))
  const zero = height * (greatest / (greatest - least))
  const each = width / count
  for (let n = 0; n < count; n++) {
    const value = numberAt(part, n)
    const length = (Math.abs(value) / (greatest - least)) * height
    context.fillStyle = value < 0 ? palette.negative : palette.positive
    context.fillRect(n * each, value < 0 ? zero : zero - length, Math.max(1, each * 0.8), length)
  }
  context.fillStyle = palette.line
  context.fillRect(0, Math.min(height - 1, zero), width, 1)
}

function numberAt(part: Part, index: number): number {
  const raw = part.data[index] ?? NaN
  if (part.data instanceof Float32Array) return raw
  const { least, greatest } = rangeOf(part, 0)
  return least + (raw / 255) * (greatest - least)
}

const EDGE = 2

/** Losses from left to right, from zero to the largest; numbers that are none leave a gap. */
export function paintLine(
  canvas: HTMLCanvasElement,
  losses: readonly (number | null)[],
  palette: Palette,
): void {
  const { context, width, height, ratio } = sharpSurface(
    canvas,
    canvas.clientWidth,
    canvas.clientHeight,
  )
  context.clearRect(0, 0, width, height)
  const greatest = Math.max(...losses.map((loss) => loss ?? 0), 1e-9)
  const edge = EDGE * ratio
  context.strokeStyle = palette.ink
  context.lineWidth = 1.25 * ratio
  context.lineJoin = 'round'
  context.beginPath()
  let drawing = false
  losses.forEach((loss, n) => {
    if (loss === null) {
      drawing = false
      return
    }
    const x = edge + (n / Math.max(1, losses.length - 1)) * (width - 2 * edge)
    const y = height - edge - (loss / greatest) * (height - 2 * edge)
    if (drawing) context.lineTo(x, y)
    else context.moveTo(x, y)
    drawing = true
  })
  context.stroke()
}
