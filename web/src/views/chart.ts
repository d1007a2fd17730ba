/** The chart of curves over the steps: the points that were measured, and a reading at the cursor. */

import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'

import type { Palette } from '../live/colors'
import { readable, short, whole } from '../ui/numbers'
import type { Line } from './curves'

export interface Curve {
  readonly name: string
  readonly look: 'training' | 'validation' | 'earlier'
  readonly line: Line
}

export interface Chart {
  /** Draws the curves, and an upright line at the step that is shown of the past. */
  draw(curves: readonly Curve[], shown: number | null): void
  /** Takes the room that its place has now. */
  fit(): void
  remove(): void
}

const WHOLE_STEPS = Array.from({ length: 10 }, (_, power) => 10 ** power).flatMap((power) => [
  power,
  2 * power,
  5 * power,
])
const DIGITS = 4
const FEW = 40
const ANYWHERE = 1e6 // pixels

/** A chart that fills `place`; texts and colors are those of this moment. */
export function chartIn(place: HTMLElement, palette: Palette, stepText: (step: number) => string) {
  const reading = document.createElement('div')
  reading.className = 'live-plot-reading'
  reading.hidden = true
  let plot: uPlot | null = null
  let names = ''
  let marked: number | null = null

  const remove = (): void => {
    plot?.destroy()
    plot = null
    reading.remove()
  }

  const begin = (curves: readonly Curve[], data: uPlot.AlignedData): void => {
    remove()
    const options = {
      ...optionsOf(place, palette, curves),
      hooks: {
        setCursor: [(at: uPlot) => read(at, curves, reading, stepText)],
        draw: [(at: uPlot) => markStep(at, marked, palette)],
      },
    }
    plot = new uPlot(options, data, place)
    place.append(reading)
  }

  return {
    draw(curves, shown) {
      marked = shown
      if (!curves.some(({ line }) => line.x.length > 0)) {
        remove()
        return
      }
      const data = uPlot.join(curves.map(({ line }) => [line.x, line.y]))
      const now = curves.map(({ name }) => name).join('\n')
      if (plot && now === names) plot.setData(data)
      else begin(curves, data)
      names = now
    },
    fit() {
      const [width, height] = [place.clientWidth, place.clientHeight]
      if (!plot || width * height === 0) return
      if (plot.width !== width || plot.height !== height) plot.setSize({ width, height })
    },
    remove,
  } satisfies Chart
}

function optionsOf(place: HTMLElement, palette: Palette, curves: readonly Curve[]): uPlot.Options {
  const axis = {
    stroke: palette.soft,
    font: `11px ${getComputedStyle(place).fontFamily}`,
    ticks: { stroke: palette.line, width: 1, size: 4 },
  }
  return {
    width: Math.max(place.clientWidth, 1),
    height: Math.max(place.clientHeight, 1),
    padding: [6, 18, 0, 0],
    legend: { show: false },
    // Only with a reach does it look for the nearest point; else for the one the fewest rows away.
    cursor: {
      y: false,
      drag: { x: false, y: false },
      hover: { prox: ANYWHERE, skip: [null, undefined] },
    },
    scales: { x: { time: false, range: fromZero }, y: { range: withRoom } },
    axes: [
      {
        ...axis,
        size: 26,
        space: 80,
        incrs: WHOLE_STEPS,
        grid: { show: false },
        values: (_, steps) => steps.map(whole),
      },
      {
        ...axis,
        size: 48,
        space: 24,
        grid: { stroke: palette.line, width: 1 },
        values: (_, values) => values.map(short),
      },
    ],
    series: [{}, ...curves.map((curve) => seriesOf(curve, palette))],
  }
}

function seriesOf({ name, look }: Curve, palette: Palette): uPlot.Series {
  return {
    label: name,
    stroke: { training: palette.ink, validation: palette.action, earlier: palette.soft }[look],
    width: look === 'earlier' ? 1 : 1.75,
    ...(look === 'validation' && { dash: [4, 3] }),
    spanGaps: true,
    // A line needs two points; one alone is a dot. Few scores are dots as well: nothing was measured
    // between them.
    points: {
      size: look === 'validation' ? 4 : 5,
      show: ({ data }, n) =>
        (data[n] ?? []).filter((y) => y != null).length < (look === 'validation' ? FEW : 2),
    },
  }
}

function fromZero(_: uPlot, least: number | null, greatest: number | null): uPlot.Range.MinMax {
  return [Math.min(0, least ?? 0), Math.max(1, greatest ?? 0)]
}

function withRoom(_: uPlot, least: number | null, greatest: number | null): uPlot.Range.MinMax {
  const [low, high] = [Math.min(0, least ?? 0), Math.max(0, greatest ?? 0)]
  const room = (high - low) * 0.05 || 1
  return [low < 0 ? low - room : 0, high > 0 || low === 0 ? high + room : 0]
}

/** An upright line at a step of the past. */
function markStep({ ctx, bbox, valToPos }: uPlot, step: number | null, palette: Palette): void {
  if (step === null) return
  const x = Math.round(valToPos(step, 'x', true))
  const ratio = globalThis.devicePixelRatio || 1
  ctx.save()
  ctx.strokeStyle = palette.action
  ctx.lineWidth = 1.5 * ratio
  ctx.setLineDash([2 * ratio, 3 * ratio])
  ctx.beginPath()
  ctx.moveTo(x, bbox.top)
  ctx.lineTo(x, bbox.top + bbox.height)
  ctx.stroke()
  ctx.restore()
}

/** Writes what each curve was at the point nearest to the cursor, with its step where it differs. */
function read(
  { cursor, data, over }: uPlot,
  curves: readonly Curve[],
  reading: HTMLElement,
  stepText: (step: number) => string,
): void {
  const { left = -1, idxs = [] } = cursor
  const stepAt = (at: number | null | undefined) => (at == null ? null : (data[0][at] ?? null))
  const own = idxs[1 + curves.findIndex(({ look }) => look === 'training')]
  const first = stepAt(own ?? cursor.idx)
  reading.hidden = left < 0 || first === null
  if (first === null) return
  const cells = curves.flatMap(({ name, look }, n) => {
    const at = idxs[n + 1]
    const [step, value] = [stepAt(at), data[n + 1]?.[at ?? -1]]
    if (step === null || value == null) return []
    const title = cell('span', step === first ? name : `${name} (${stepText(step)})`)
    title.dataset.look = look
    return [title, cell('b', readable(value, DIGITS))]
  })
  reading.replaceChildren(cell('i', stepText(first)), ...cells)
  const { clientWidth: width, offsetLeft } = over
  reading.style.inset =
    left > width / 2
      ? `8px ${width - left + 20}px auto auto`
      : `8px auto auto ${offsetLeft + left + 12}px`
}

function cell(tag: 'span' | 'b' | 'i', text: string): HTMLElement {
  const made = document.createElement(tag)
  made.textContent = text
  return made
}
