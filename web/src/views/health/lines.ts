/** Paints one line a layer over the steps on a logarithmic axis. */

import type { Palette } from '../../live/colors'
import type { Surface } from '../../live/surface'

export interface Line {
  readonly color: string
  readonly values: readonly number[]
}

export interface Band {
  readonly least: number
  readonly greatest: number
}

const LEFT = 40 // style pixels for the powers of ten
const ROOM = 6

/** Powers of ten around all values that have one, and around `band`. */
export function decades(values: readonly number[], band: Band | null): [number, number] {
  const sound = values.filter((value) => value > 0 && Number.isFinite(value))
  const all = band ? [...sound, band.least, band.greatest] : sound
  if (all.length === 0) return [-3, 0]
  const least = Math.floor(Math.log10(Math.min(...all)))
  const greatest = Math.ceil(Math.log10(Math.max(...all)))
  return [least, Math.max(greatest, least + 1)]
}

/** `steps` run along; a value that is zero or not known leaves a gap. */
export function paintLines(
  { context, width, height, ratio }: Surface,
  steps: readonly number[],
  lines: readonly Line[],
  band: Band | null,
  palette: Palette,
): void {
  context.clearRect(0, 0, width, height)
  const [low, high] = decades(
    lines.flatMap(({ values }) => values),
    band,
  )
  const [left, room] = [LEFT * ratio, ROOM * ratio]
  const up = (log: number): number =>
    height - room - ((log - low) / (high - low)) * (height - 2 * room)
  const first = steps[0] ?? 0
  const last = steps.at(-1) ?? 1
  const along = (step: number): number =>
    left + (last > first ? (step - first) / (last - first) : 1) * (width - left - room)
  if (band) {
    const [top, bottom] = [up(Math.log10(band.greatest)), up(Math.log10(band.least))]
    context.globalAlpha = 0.16
    context.fillStyle = palette.action
    context.fillRect(left, top, width - left, bottom - top)
    context.globalAlpha = 1
  }
  const every = Math.ceil((high - low) / 5)
  context.font = `${10 * ratio}px 'JetBrains Mono Variable', monospace`
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  for (let power = low; power <= high; power += every) {
    context.fillStyle = palette.line
    context.fillRect(left, up(power) - ratio / 2, width - left, ratio)
    context.fillStyle = palette.soft
    context.fillText(`10${raised(power)}`, left - 5 * ratio, up(power))
  }
  for (const { color, values } of lines) {
    context.strokeStyle = context.fillStyle = color
    context.lineWidth = 1.75 * ratio
    context.beginPath()
    let drawing = false
    values.forEach((value, n) => {
      if (!(value > 0) || !Number.isFinite(value)) {
        drawing = false
        return
      }
      const [x, y] = [along(steps[n] ?? 0), up(Math.log10(value))]
      if (drawing) context.lineTo(x, y)
      else context.moveTo(x, y)
      drawing = true
      if (values.length === 1) context.arc(x, y, 2 * ratio, 0, 7)
    })
    context.stroke()
  }
}

export function raised(power: number): string {
  return String(power).replace(/[-\d]/g, (sign) =>
    '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(sign === '-' ? 0 : Number(sign) + 1),
  )
}
