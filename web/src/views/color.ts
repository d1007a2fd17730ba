/** Paints the three maps of a color image into one picture. */

import { pixels, type Surface } from '../live/surface'
import type { Part } from '../wire/frames'

/** Paints a part `[3, height, width]` of values from 0 to 1; the surface has its size. */
export function paint(surface: Surface, part: Part | null, unknown: number): void {
  const { image, words } = pixels(surface)
  if (part === null) words.fill(unknown)
  else
    for (let n = 0; n < words.length; n++) {
      // ImageData is RGBA and words are little-endian: red is the lowest byte.
      const [red, green, blue] = [0, 1, 2].map((map) => byteOf(part, map, n, words.length))
      words[n] = (0xff000000 | ((blue ?? 0) << 16) | ((green ?? 0) << 8) | (red ?? 0)) >>> 0
    }
  surface.context.putImageData(image, 0, 0)
}

/** The brightness of one color at one pixel, 0 to 255. */
export function byteOf(part: Part, map: number, place: number, size: number): number {
  const at = part.data[map * size + place] ?? 0
  const [least = 0, greatest = 1] = part.ranges.subarray(2 * map, 2 * map + 2)
  const value = part.data instanceof Uint8Array ? least + (at / 255) * (greatest - least) : at
  return Math.round(255 * Math.min(1, Math.max(0, value)))
}
