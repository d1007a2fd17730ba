/** Writes the answer of the probe `gates` into its table and into the picture of all units. */

import { usePalette } from '../../../live/colors'
import { exactSurface, pixels } from '../../../live/surface'
import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import type { Frame, Part } from '../../../wire/frames'
import { colorOf } from '../../heatmap'
import { describeRange } from '../../spoken'
import { ROWS, type Row, type Walking } from './recurrence'
import { putNumber } from './tint'

interface Look {
  readonly walking: Walking
  /** Whose units are all shown. */
  readonly row: Row
  readonly unit: number
  readonly column: number
}

/** Without an answer every place is empty. */
export function paintGates(root: HTMLElement, frame: Frame | null, look: Look): void {
  const [rows, counts] = frame?.parts ?? []
  const names = ROWS[look.walking.walker]
  const [, count = 0, units = 0] = rows?.dims ?? []
  for (const line of root.querySelectorAll<HTMLElement>('tr[data-row]')) {
    const row = names.indexOf(line.dataset.row as Row)
    const at = (column: number): number =>
      rows?.data[(row * count + column) * units + look.unit] ?? NaN
    const values = Array.from({ length: count }, (_, n) => at(n))
    const most = Math.max(1, ...values.map(Math.abs).filter(Number.isFinite))
    for (const cell of line.querySelectorAll<HTMLElement>('td')) {
      const column = Number(cell.dataset.column)
      putNumber(cell, at(column), most)
      cell.toggleAttribute('data-skipped', counts?.data[column] === 0)
    }
  }
  const canvas = root.querySelector<HTMLCanvasElement>('.gates-units canvas')
  if (canvas) paintUnits(canvas, rows, names.indexOf(look.row))
}

/** A line for each unit, a column for each position. */
function paintUnits(canvas: HTMLCanvasElement, rows: Part | undefined, row: number): void {
  const [, count = 1, units = 1] = rows?.dims ?? []
  const surface = exactSurface(canvas, count, units)
  const { image, words } = pixels(surface)
  const { palette } = usePalette.getState()
  const data = rows?.data.subarray(row * count * units, (row + 1) * count * units)
  let [least, greatest] = [Infinity, -Infinity]
  for (const value of data ?? []) {
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  const most = Math.max(1, -least, greatest)
  const scale = { least: -most, greatest: most }
  for (let column = 0; column < count; column++)
    for (let unit = 0; unit < units; unit++) {
      const value = data?.[column * units + unit] ?? NaN
      words[unit * count + column] = colorOf(value, scale, palette.diverging, palette.unknown)
    }
  surface.context.putImageData(image, 0, 0)
  if (data) describeRange(canvas, { least, greatest })
}

/** The values of a sequence of single numbers in the heads of the columns. */
export function paintGiven(
  root: HTMLElement,
  frame: Frame | null,
  first: number,
  count: number,
): void {
  const values = frame?.parts[0]
  const single = values?.dims.slice(1).every((length) => length === 1) === true
  const heads = root.querySelectorAll('[data-given]')
  for (let n = 0; n < count; n++) {
    const value = single ? (values.data[first + n] ?? NaN) : NaN
    put(heads[n], Number.isNaN(value) ? '' : readable(value, 2))
  }
}
