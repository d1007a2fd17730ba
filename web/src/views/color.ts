/** Paints three maps, red, green and blue from 0 to 1, as the one picture they are. */

import type { Palette } from '../live/colors'
import { pixels, type Surface } from '../live/surface'
import type { Part } from '../wire/frames'
import { rangeOf } from './heatmap'

/** Paints a part `[3, height, width]`; the surface has its size. */
export function paint(surface: Surface, part: Part | null, palette: Palette): void {
  const { image, words } = pixels(surface)
  if (part === null) words.fill(palette.unknown)
  else {
    words.fill(0xff000000)
    for (let map = 0; map < 3; map++) addMap(image.data, part, map, words.length)
  }
  surface.context.putImageData(image, 0, 0)
}

function addMap(into: Uint8ClampedArray, part: Part, map: number, count: number): void {
  const { least, greatest } = rangeOf(part, map)
  // Bytes stand for places between the ends of their map; plain numbers for themselves.
  const [from, by] = part.data instanceof Uint8Array ? [least, (greatest - least) / 255] : [0, 1]
  for (let pixel = 0; pixel < count; pixel++)
    into[4 * pixel + map] = 255 * (from + by * (part.data[map * count + pixel] ?? 0))
}
