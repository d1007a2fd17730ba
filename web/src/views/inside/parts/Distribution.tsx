/** Where the numbers lie that are normalized together: a histogram with mean, deviation and one. */

import { useT } from '../../../i18n'
import type { Palette } from '../../../live/colors'
import { sharpSurface, type Surface } from '../../../live/surface'
import { readable } from '../../../ui/numbers'
import type { Spread } from './normalized'

const WIDTH = 300
const HEIGHT = 104
const MARGIN = 16

export function Distribution({ when, name }: { when: string; name: 'before' | 'after' }) {
  const t = useT()
  return (
    <figure className="distribution">
      <canvas
        data-spread={name}
        role="img"
        aria-label={t('insideNorms.distribution', { when })}
        style={{ aspectRatio: `${WIDTH} / ${HEIGHT}` }}
      />
      <figcaption>
        <span className="soft">{when}</span> <span className="mono" data-spread-said={name} />
      </figcaption>
    </figure>
  )
}

/** Paints the canvas below `root` of that name; `marked` is the number that is asked about. */
export function showSpread(
  root: HTMLElement,
  name: 'before' | 'after',
  spread: Spread,
  marked: number,
  palette: Palette,
): void {
  const canvas = root.querySelector<HTMLCanvasElement>(`canvas[data-spread="${name}"]`)
  if (canvas) paint(sharpSurface(canvas, WIDTH, HEIGHT), spread, marked, palette)
}

function paint(surface: Surface, spread: Spread, marked: number, palette: Palette): void {
  const { context, width, height, ratio } = surface
  const { counts, least, greatest, mean, deviation } = spread
  context.clearRect(0, 0, width, height)
  if (Number.isNaN(least)) return
  const margin = MARGIN * ratio
  const span = greatest - least || 1
  const x = (value: number): number => margin + ((value - least) / span) * (width - 2 * margin)
  const floor = height - margin
  const inside = (value: number): number => Math.min(greatest, Math.max(least, value))
  context.fillStyle = palette.soft
  context.globalAlpha = 0.16
  const [low, high] = [x(inside(mean - deviation)), x(inside(mean + deviation))]
  context.fillRect(low, 2 * ratio, high - low, floor - 2 * ratio)
  const most = Math.max(1, ...counts)
  const wide = (width - 2 * margin) / counts.length
  context.globalAlpha = 0.85
  counts.forEach((count, n) => {
    const from = least + (span * (n + 0.5)) / counts.length
    context.fillStyle = from < 0 ? palette.negative : palette.positive
    const tall = (count / most) * (floor - 8 * ratio)
    context.fillRect(margin + n * wide, floor - tall, Math.max(1, wide - ratio), tall)
  })
  context.globalAlpha = 1
  line(surface, x(inside(mean)), floor, palette.ink)
  context.fillStyle = palette.action
  context.fillRect(x(inside(marked)) - ratio, 0, 2 * ratio, floor + 3 * ratio)
  context.fillStyle = palette.soft
  context.fillRect(margin, floor, width - 2 * margin, ratio)
  label(surface, readable(least, 2), margin, 'left')
  label(surface, readable(greatest, 2), width - margin, 'right')
}

function line({ context, ratio }: Surface, x: number, floor: number, color: string): void {
  context.strokeStyle = color
  context.lineWidth = ratio
  context.setLineDash([3 * ratio, 2 * ratio])
  context.beginPath()
  context.moveTo(x, 2 * ratio)
  context.lineTo(x, floor)
  context.stroke()
  context.setLineDash([])
}

function label(
  { context, height, ratio }: Surface,
  text: string,
  x: number,
  side: CanvasTextAlign,
) {
  context.font = `${10 * ratio}px ${getComputedStyle(context.canvas).fontFamily}`
  context.textAlign = side
  context.fillText(text, x, height - 4 * ratio)
}
