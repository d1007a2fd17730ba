/** Paints histograms over time: the newest in front, older ones behind it, higher and fainter. */

import type { Palette } from '../../live/colors'
import type { Surface } from '../../live/surface'
import type { Histogram } from './reading'

const FRONT = 0.62 // of the height, for the newest
const FAINTEST = 0.14

export interface Span {
  readonly least: number
  readonly greatest: number
}

/** From the least to the greatest of all that is shown; a little room where both are the same. */
export function spanOf(shown: readonly Histogram[]): Span {
  const ends = shown.filter(({ least }) => Number.isFinite(least))
  const least = Math.min(...ends.map((one) => one.least))
  const greatest = Math.max(...ends.map((one) => one.greatest))
  const room = greatest > least ? 0 : Math.max(Math.abs(least) * 0.1, 1e-6)
  return { least: least - room, greatest: greatest + room }
}

/** `shown` from the oldest to the newest, all in one scale of values and each in its own height. */
export function paintRidges(
  surface: Surface,
  shown: readonly Histogram[],
  span: Span,
  palette: Palette,
): void {
  const { context, width, height, ratio } = surface
  context.clearRect(0, 0, width, height)
  if (shown.length === 0 || !Number.isFinite(span.least)) return
  const front = height * FRONT
  const across = (value: number): number =>
    ((value - span.least) / (span.greatest - span.least)) * (width - 2 * ratio) + ratio
  if (span.least < 0 && span.greatest > 0) {
    context.globalAlpha = 1
    context.fillStyle = palette.line
    context.fillRect(across(0) - ratio / 2, 0, ratio, height)
  }
  shown.forEach((one, n) => {
    const age = shown.length - 1 - n
    const back = shown.length > 1 ? age / (shown.length - 1) : 0
    const base = height - ratio - back * (height - front)
    ridge(context, one, across, base, front)
    context.globalAlpha = 1
    context.fillStyle = palette.card
    context.fill()
    context.globalAlpha = age === 0 ? 0.3 : 0.1
    context.fillStyle = palette.action
    context.fill()
    context.globalAlpha = FAINTEST + (1 - FAINTEST) * (1 - back)
    context.lineWidth = (age === 0 ? 1.5 : 1) * ratio
    context.strokeStyle = age === 0 ? palette.ink : palette.soft
    context.stroke()
  })
  context.globalAlpha = 1
}

/** The outline of one histogram, bar by bar. */
function ridge(
  context: CanvasRenderingContext2D,
  { counts, least, greatest }: Histogram,
  across: (value: number) => number,
  base: number,
  front: number,
): void {
  const most = counts.reduce((a, b) => Math.max(a, b), 1)
  const alike = greatest <= least
  context.beginPath()
  context.moveTo(across(least) - (alike ? 2 : 0), base)
  counts.forEach((count, bin) => {
    const top = base - (count / most) * (front - 3)
    const edge = (at: number): number =>
      alike ? across(least) + (at === bin ? -2 : 2) : across(binEdge(at, counts.length))
    if (alike && bin > 0) return
    context.lineTo(edge(bin), top)
    context.lineTo(edge(bin + 1), top)
  })
  context.lineTo(across(greatest) + (alike ? 2 : 0), base)
  context.closePath()

  function binEdge(at: number, bins: number): number {
    return least + ((greatest - least) * at) / bins
  }
}
