/** What the probes about convolutions answer, painted and read out: one filter, channel by channel. */

import { around, type Palette } from '../../../live/colors'
import { exactSurface } from '../../../live/surface'
import { fixed, readable } from '../../../ui/numbers'
import { put, putSign } from '../../../ui/put'
import type { Frame, Part } from '../../../wire/frames'
import * as heatmap from '../../heatmap'
import { pictureScale } from '../../scales'
import { isOn, linked, type Meeting } from './meeting'
import { mapsOf, numberAt, slidingOf, type Cell, type Sliding } from './sliding'

/** Parts are `[maps, rows, columns]`; sums and outputs hold one map. */
export interface Channels {
  readonly sliding: Sliding
  readonly inputs: Part
  readonly kernels: Part
  readonly products: Part
  readonly others: Part
  readonly bias: number
  readonly sum: Part
  readonly output: Part
  /** How much of each map is taken; of a separable convolution only. */
  readonly mixture: ArrayLike<number> | null
}

export function channelsOf(frame: Frame | null, turned: boolean): Channels | null {
  const [told, inputs, kernels, products, others, bias, sum, output, mixture] = frame?.parts ?? []
  if (!told || !inputs || !kernels || !products || !others || !bias || !sum || !output) return null
  const maps = (part: Part): Part => mapsOf(part, turned)
  return {
    sliding: slidingOf(told, turned),
    inputs: maps(inputs),
    kernels: maps(kernels),
    products: maps(products),
    others: maps(others),
    bias: bias.data[0] ?? NaN,
    sum: maps(sum),
    output: maps(output),
    mixture: mixture?.data ?? null,
  }
}

/** Paints every canvas below `root` that says which of the maps it shows. */
export function paintChannels(root: HTMLElement, channels: Channels, palette: Palette): void {
  const { inputs, kernels, products, sum, output } = channels
  const counts = heatmap.commonRange(products, products.dims[0] ?? 0)
  const added = heatmap.rangeOf(sum, 0)
  // Products and their sum share a scale, so that one sees which channel makes the sum.
  const sums = {
    colors: 'diverging' as const,
    scale: around(
      {
        least: Math.min(counts.least, added.least),
        greatest: Math.max(counts.greatest, added.greatest),
      },
      1e-6,
    ),
  }
  const weights = {
    colors: 'diverging' as const,
    scale: around(heatmap.commonRange(kernels, kernels.dims[0] ?? 0), 1e-6),
  }
  paintMaps(root, palette, {
    inputs: [inputs, pictureScale(heatmap.commonRange(inputs, inputs.dims[0] ?? 0))],
    kernels: [kernels, weights],
    products: [products, sums],
    sum: [sum, sums],
    output: [output, pictureScale(heatmap.rangeOf(output, 0))],
  })
}

type Look = ReturnType<typeof pictureScale>

/** Paints the maps by the names that the canvases say. */
export function paintMaps(
  root: HTMLElement,
  palette: Palette,
  shown: Readonly<Record<string, readonly [Part, Look]>>,
): void {
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>('canvas[data-maps]')) {
    const [part, look] = shown[canvas.dataset.maps ?? ''] ?? []
    if (!part || !look) continue
    const [, height = 1, width = 1] = part.dims
    const map = Number(canvas.dataset.map)
    heatmap.paint(exactSurface(canvas, width, height), part, { palette, map, ...look })
  }
}

const TABLE_DIGITS = 2

/** What is pointed at: a place of what goes out, one of the channels shown, a cell of its kernel. */
export interface Asked {
  readonly place: Cell
  readonly channel: number
  readonly tap: number
}

/** Writes the numbers that meet at a place: patch, kernel, products, and all that is added. */
export function writeNumbers(
  root: HTMLElement,
  channels: Channels,
  meeting: Meeting,
  { place, channel, tap }: Asked,
): void {
  const { sliding, inputs, kernels, products, others, bias, sum, output, mixture } = channels
  const size = sliding.taps[0] * sliding.taps[1]
  const under = meeting.under(place)
  const patch = under.map((cell) => numberAt(inputs, channel, cell))
  const kernel = [...kernels.data.subarray(channel * size, (channel + 1) * size)]
  // Beside a window lies a zero; where no stamp reaches there is nothing.
  writePatch(root, patch, meeting.stamp ? NaN : 0)
  writeTable(root, 'kernel', (n) => kernel[n] ?? NaN)
  const product = (n: number): number => (patch[n] ?? 0) * (kernel[n] ?? NaN)
  writeTable(root, 'product', (n) => (meeting.stamp && patch[n] === null ? NaN : product(n)))
  if (meeting.stamp) {
    const from = under[linked(under, tap)]
    writeStamp(root, from ? meeting.stamp(from) : [], patch[linked(under, tap)] ?? NaN, kernel, sum)
  }
  const at = (part: Part, map = 0): number => numberAt(part, map, place) ?? NaN
  for (const term of root.querySelectorAll<HTMLElement>('[data-channel]')) {
    const n = Number(term.dataset.channel)
    const [value, share] = [at(products, n), mixture?.[n]]
    put(term, share === undefined ? readable(value) : `${readable(share)} · ${readable(value)}`)
    putSign(term, value * (share ?? 1))
  }
  for (const element of root.querySelectorAll<HTMLElement>('[data-mixture]'))
    put(element, readable(mixture?.[Number(element.dataset.mixture)] ?? NaN))
  writeValues(root, {
    others: at(others),
    sum: at(sum),
    output: at(output),
    added: at(products, channel),
  })
  const own = { bias, mixture: mixture?.[channel] ?? NaN }
  for (const [name, value] of Object.entries(own)) {
    const box = root.querySelector<HTMLInputElement>(`input[data-value="${name}"]`)
    if (box) fillBox(box, readable(value))
  }
}

/** One cell times the whole kernel; what falls beside the map is cut off. */
function writeStamp(
  root: HTMLElement,
  stamp: readonly Cell[],
  value: number,
  kernel: readonly number[],
  { dims }: Part,
): void {
  writeTable(root, 'stamp', (n) => value * (kernel[n] ?? NaN))
  const places = [dims[1] ?? 1, dims[2] ?? 1] as const
  root
    .querySelectorAll('[data-cells="stamp"] > *')
    .forEach((cell, n) => cell.classList.toggle('outside', !isOn(stamp[n] ?? [-1, -1], places)))
  writeValues(root, { source: value })
}

/** The numbers under a window; outside the map stands the zero that is meant there. */
export function writePatch(root: HTMLElement, patch: readonly (number | null)[], empty = 0): void {
  root.querySelectorAll<HTMLElement>('[data-cells="patch"] > *').forEach((cell, n) => {
    const value = patch[n] ?? null
    put(cell, value === null && Number.isNaN(empty) ? '' : fixed(value ?? empty, TABLE_DIGITS))
    cell.classList.toggle('outside', value === null)
  })
}

export function writeValues(root: HTMLElement, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values))
    for (const element of root.querySelectorAll(`[data-value="${name}"]`))
      put(element, readable(value))
}

function writeTable(root: HTMLElement, name: string, value: (n: number) => number): void {
  root.querySelectorAll<HTMLElement>(`[data-cells="${name}"] > *`).forEach((cell, n) => {
    const text = Number.isNaN(value(n)) ? '' : fixed(value(n), TABLE_DIGITS)
    if (cell instanceof HTMLInputElement) fillBox(cell, text)
    else put(cell, text)
  })
}

/** What somebody is typing stays; a box that only has the focus stays chosen. */
function fillBox(box: HTMLInputElement, text: string): void {
  const focused = box === document.activeElement
  if (box.value === text || (focused && box.value !== box.dataset.was)) return
  box.value = text
  if (!focused) return
  box.dataset.was = text
  box.select()
}
