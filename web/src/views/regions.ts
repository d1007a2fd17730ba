/** Paints which of several outputs is greatest at each point, the stronger the further it leads. */

import type { Palette, Scale } from '../live/colors'
import { pixels, type Surface } from '../live/surface'
import type { Part } from '../wire/frames'
import { rangeOf } from './heatmap'

interface RegionsOptions {
  palette: Palette
  /** What a lead is measured against. */
  scale: Scale
  /** One color for each class, however far it leads. */
  discrete: boolean
  /** Gets the number of the greatest output at each point. */
  winners: Uint8Array
}

/** Paints a part `[outputs, height, width]`; the surface has its size. */
export function paint(surface: Surface, part: Part | null, options: RegionsOptions): void {
  const { image, words } = pixels(surface)
  const { palette, scale, discrete, winners } = options
  if (part === null) words.fill(palette.unknown)
  else {
    const values = plain(part)
    const width = scale.greatest - scale.least || 1
    for (let n = 0; n < words.length; n++) {
      const [winner, lead] = greatest(values, n, words.length)
      winners[n] = winner
      const share = discrete ? 1 : Math.min(1, lead / width)
      words[n] = classColor(palette, winner, share)
    }
  }
  surface.context.putImageData(image, 0, 0)
}

/** The color of a class as a word of ImageData; a share of 1 is the class for certain. */
export function classColor(palette: Palette, which: number, share = 1): number {
  const colors = palette.classes[which % palette.classes.length]
  return colors?.[Math.round(share * 255)] ?? palette.unknown
}

/** Which output is greatest at a place, and by how much. */
export function greatest(values: Float32Array, place: number, size: number): [number, number] {
  let [winner, first, second] = [0, -Infinity, -Infinity]
  for (let unit = 0; unit * size < values.length; unit++) {
    const value = values[unit * size + place] ?? NaN
    if (value > first) [winner, first, second] = [unit, value, first]
    else if (value > second) second = value
  }
  return [winner, first - second]
}

/** The values that the bytes of each map stand for. */
function plain(part: Part): Float32Array {
  const { data } = part
  if (!(data instanceof Uint8Array)) return data
  const size = data.length / (part.dims[0] ?? 1)
  return Float32Array.from(data, (byte, place) => {
    const { least, greatest } = rangeOf(part, Math.floor(place / size))
    return least + (byte / 255) * (greatest - least)
  })
}
