/** What the probe `channels` answers, painted and read out: one filter, channel by channel. */

import { around, type Palette } from '../../../live/colors'
import { exactSurface } from '../../../live/surface'
import { fixed, readable } from '../../../ui/numbers'
import type { Frame, Part } from '../../../wire/frames'
import * as heatmap from '../../heatmap'
import { pictureScale } from '../../scales'
import { put } from '../../working'
import { cellsUnder, mapsOf, numberAt, slidingOf, type Cell, type Sliding } from './sliding'

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
}

export function channelsOf(frame: Frame | null, turned: boolean): Channels | null {
  const [told, inputs, kernels, products, others, bias, sum, output] = frame?.parts ?? []
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

/** Writes the numbers of the window at a place: patch, kernel, products, and all that is added. */
export function writeNumbers(
  root: HTMLElement,
  channels: Channels,
  channel: number,
  place: Cell,
): void {
  const { sliding, inputs, kernels, products, others, bias, sum, output } = channels
  const size = sliding.taps[0] * sliding.taps[1]
  const patch = cellsUnder(sliding, place).map((cell) => numberAt(inputs, channel, cell))
  const kernel = [...kernels.data.subarray(channel * size, (channel + 1) * size)]
  writePatch(root, patch)
  writeTable(root, 'kernel', (n) => kernel[n] ?? NaN)
  writeTable(root, 'product', (n) => (patch[n] ?? 0) * (kernel[n] ?? NaN))
  const at = (part: Part, map = 0): number => numberAt(part, map, place) ?? NaN
  for (const term of root.querySelectorAll<HTMLElement>('[data-channel]')) {
    const value = at(products, Number(term.dataset.channel))
    put(term, readable(value))
    term.dataset.sign = value < 0 ? 'negative' : 'positive'
  }
  const values = {
    others: at(others),
    sum: at(sum),
    output: at(output),
    added: at(products, channel),
  }
  writeValues(root, values)
  const box = root.querySelector<HTMLInputElement>('input[data-value="bias"]')
  if (box) fillBox(box, readable(bias))
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
    const text = fixed(value(n), TABLE_DIGITS)
    if (cell instanceof HTMLInputElement) fillBox(cell, text)
    else put(cell, text)
  })
}

/** What somebody is typing stays. */
function fillBox(box: HTMLInputElement, text: string): void {
  if (box !== document.activeElement && box.value !== text) box.value = text
}
