/** Paints one map of numbers, one canvas pixel for each. */

import { tableFor, type Palette, type Scale, type Table } from '../live/colors'
import { pixels, type Surface } from '../live/surface'
import type { Part } from '../wire/frames'

interface HeatmapOptions {
  palette: Palette
  /** Which map of the part, counted along its first dimension. */
  map: number
  scale: Scale
  colors: 'diverging' | 'sequential'
  /** Two colors only: which side of the middle. */
  discrete?: boolean
}

const scratch: Table = new Uint32Array(256)

/** The least and greatest value of one map of a uint8 part; of a float32 part they are looked up. */
export function rangeOf(part: Part, map: number): Scale {
  if (part.data instanceof Uint8Array)
    return { least: part.ranges[2 * map] ?? NaN, greatest: part.ranges[2 * map + 1] ?? NaN }
  const size = part.data.length / (part.dims[0] ?? 1)
  const values = part.data.subarray(map * size, (map + 1) * size)
  let least = Infinity
  let greatest = -Infinity
  for (const value of values) {
    if (value < least) least = value
    if (value > greatest) greatest = value
  }
  return least <= greatest ? { least, greatest } : { least: NaN, greatest: NaN }
}

/** The range over the first `count` maps. */
export function commonRange(part: Part, count: number): Scale {
  const common = { least: Infinity, greatest: -Infinity }
  for (let map = 0; map < count; map++) {
    const { least, greatest } = rangeOf(part, map)
    if (least < common.least) common.least = least
    if (greatest > common.greatest) common.greatest = greatest
  }
  return common.least <= common.greatest ? common : { least: NaN, greatest: NaN }
}

/** Paints map `options.map` of a part `[maps, height, width]`; the surface has its size. */
export function paint(surface: Surface, part: Part | null, options: HeatmapOptions): void {
  const { image, words } = pixels(surface)
  if (part === null) words.fill(options.palette.unknown)
  else if (part.data instanceof Uint8Array) paintBytes(words, part, part.data, options)
  else paintFloats(words, part.data.subarray(options.map * words.length), options)
  surface.context.putImageData(image, 0, 0)
}

function paintBytes(
  words: Uint32Array,
  part: Part,
  data: Uint8Array,
  options: HeatmapOptions,
): void {
  const range = rangeOf(part, options.map)
  const colors = colorsFor(options)
  const look = tableFor(colors, range, options.scale, options.palette.unknown, scratch)
  const start = options.map * words.length
  for (let n = 0; n < words.length; n++) words[n] = look[data[start + n] ?? 0] ?? 0
}

/** Paints plain numbers in reading order. */
function paintFloats(words: Uint32Array, values: Float32Array, options: HeatmapOptions): void {
  const colors = colorsFor(options)
  for (let n = 0; n < words.length; n++)
    words[n] = colorOf(values[n] ?? NaN, options.scale, colors, options.palette.unknown)
}

/** The color of one value as a word of ImageData. */
export function colorOf(value: number, scale: Scale, colors: Table, unknown: number): number {
  if (Number.isNaN(value)) return unknown
  const share = (value - scale.least) / (scale.greatest - scale.least || 1)
  return colors[Math.round(Math.min(1, Math.max(0, share)) * 255)] ?? unknown
}

function colorsFor({ palette, colors, discrete }: HeatmapOptions): Table {
  const full = palette[colors]
  return discrete ? split(full) : full
}

const splits = new WeakMap<Table, Table>()

function split(full: Table): Table {
  const known = splits.get(full)
  if (known) return known
  const two = new Uint32Array(256).fill(full[0] ?? 0, 0, 128).fill(full[255] ?? 0, 128)
  splits.set(full, two)
  return two
}
