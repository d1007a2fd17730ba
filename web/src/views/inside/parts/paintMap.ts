/** Paints the shares of one head: dark where a query looks much, hatched where it may not. */

import { usePalette } from '../../../live/colors'
import { exactSurface, pixels, sharpSurface } from '../../../live/surface'
import type { Frame } from '../../../wire/frames'
import { colorOf } from '../../heatmap'
import { describeRange } from '../../spoken'

const LEAST_HATCHED = 6 // pixels that a cell is high
const small = new WeakMap<HTMLCanvasElement, HTMLCanvasElement>()

export function paintMap(canvas: HTMLCanvasElement | null, frame: Frame | null): void {
  if (!canvas) return
  const [, shares, seen] = frame?.parts ?? []
  const [queries = 1, keys = 1] = shares?.dims ?? []
  const { clientWidth, clientHeight } = canvas
  if (!clientWidth || !clientHeight) return
  const { palette } = usePalette.getState()
  const greatest = Math.max(1e-6, ...(shares?.data ?? []))
  const kept = small.get(canvas) ?? document.createElement('canvas')
  small.set(canvas, kept)
  const exact = exactSurface(kept, keys, queries)
  const { image, words } = pixels(exact)
  for (let n = 0; n < words.length; n++) {
    const open = seen?.data[n] !== 0
    const value = open ? (shares?.data[n] ?? NaN) : NaN
    words[n] = colorOf(value, { least: 0, greatest }, palette.sequential, palette.unknown)
  }
  exact.context.putImageData(image, 0, 0)
  const { context, width, height } = sharpSurface(canvas, clientWidth, clientHeight)
  context.imageSmoothingEnabled = false
  context.drawImage(kept, 0, 0, width, height)
  if (!shares || !seen) return
  describeRange(canvas, { least: 0, greatest })
  if (height / queries < LEAST_HATCHED) return
  context.strokeStyle = palette.soft
  context.globalAlpha = 0.55
  context.beginPath()
  seen.data.forEach((open, n) => {
    if (open !== 0) return
    const [x, y] = [((n % keys) * width) / keys, (Math.floor(n / keys) * height) / queries]
    context.moveTo(x, y + height / queries)
    context.lineTo(x + width / keys, y)
  })
  context.stroke()
  context.globalAlpha = 1
}
