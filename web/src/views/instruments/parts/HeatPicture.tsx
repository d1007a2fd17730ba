/** The input as the network gets it, and beside it the same under a heat map. */

import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react'

import { useT } from '../../../i18n'
import { around, usePalette } from '../../../live/colors'
import { exactSurface } from '../../../live/surface'
import type { Part } from '../../../wire/frames'
import * as color from '../../color'
import * as heatmap from '../../heatmap'
import { pictureScale } from '../../scales'
import type { Cursor } from './cursor'
import type { Places } from './places'
import { turned, type Heat } from './shares'

interface HeatPictureProps {
  readonly places: Places
  /** The id of the text that says in words what is seen. */
  readonly label: string
  readonly move: (cursor: Cursor | null) => void
}

export function HeatPicture({ places, label, move }: HeatPictureProps) {
  const t = useT()
  const [first = 1, second = 1] = places.shape
  const [rows, columns] = places.shape.length === 2 ? [second, first] : [first, second]
  const at = useRef<Cursor>({ x: 0.5, y: 0.5 })
  const style = ratio(places.shape.length === 2 ? 2 : columns / rows)
  const go = (cursor: Cursor): void => {
    at.current = cursor
    move(cursor)
  }
  const point = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect()
    go({
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
    })
  }
  const press = (event: KeyboardEvent): void => {
    const [x, y] = STEPS[event.key] ?? [0, 0]
    if (x === 0 && y === 0) return
    event.preventDefault()
    event.stopPropagation()
    go({ x: inside(at.current.x + x / columns), y: inside(at.current.y + y / rows) })
  }
  return (
    <div className="why-pictures">
      <figure>
        <div className="why-picture" style={style}>
          <canvas className="why-input" />
        </div>
        <figcaption>{t('why.input')}</figcaption>
      </figure>
      <figure>
        <div
          className="why-picture"
          style={style}
          role="img"
          tabIndex={0}
          aria-labelledby={label}
          onPointerMove={point}
          onPointerLeave={() => move(null)}
          onFocus={() => move(at.current)}
          onBlur={() => move(null)}
          onKeyDown={press}
        >
          <canvas className="why-input" />
          <canvas className="why-heat" />
        </div>
        <figcaption>{t('why.heat')}</figcaption>
      </figure>
    </div>
  )
}

/** Width by height; pictures of sequences are as wide as is easy to read. */
export function ratio(value: number): CSSProperties {
  return { '--ratio': value } as CSSProperties
}

const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const inside = (share: number): number => Math.min(0.999, Math.max(0, share))

/** Paints both; a map of fewer places than the input has is stretched over it. */
export function paintPicture(root: Element, heat: Heat, values: Part, positive: boolean): void {
  const { palette } = usePalette.getState()
  for (const canvas of root.querySelectorAll<HTMLCanvasElement>('.why-input'))
    paintInput(canvas, values)
  const canvas = root.querySelector<HTMLCanvasElement>('.why-heat')
  if (!canvas) return
  const part = partOf(heat.data, heat.rows, heat.columns)
  const scale = around(heatmap.rangeOf(part, 0), 1e-9)
  heatmap.paint(exactSurface(canvas, heat.columns, heat.rows), part, {
    palette,
    map: 0,
    scale: positive ? { least: 0, greatest: scale.greatest } : scale,
    colors: positive ? 'sequential' : 'diverging',
  })
  const [rows, columns] = sidesOf(values)
  canvas.style.width = covered(columns, heat.columns)
  canvas.style.height = covered(rows, heat.rows)
}

/** The whole of the input, in the page's colors; time runs to the right. */
export function paintInput(canvas: HTMLCanvasElement, values: Part): void {
  const { palette } = usePalette.getState()
  const [rows, columns] = sidesOf(values)
  const surface = exactSurface(canvas, columns, rows)
  const channels = values.dims[2] ?? 1
  if (values.dims.length === 3 && channels === 3) {
    const maps = turned(values.data, rows * columns, channels)
    color.paint(surface, { ...values, dims: [3, rows, columns], data: maps }, palette.unknown)
    return
  }
  const [moments = 1, width = 1] = values.dims
  const data =
    values.dims.length === 3
      ? turned(values.data, rows * columns, channels)
      : turned(values.data, moments, width)
  const part = partOf(data, rows, columns)
  const look = pictureScale(heatmap.rangeOf(part, 0))
  heatmap.paint(surface, part, { palette, map: 0, ...look })
}

function sidesOf({ dims }: Part): [number, number] {
  const [first = 1, second = 1] = dims
  return dims.length === 3 ? [first, second] : [second, first]
}

function partOf(data: Float32Array, rows: number, columns: number): Part {
  return { dims: [1, rows, columns], data, ranges: new Float32Array() }
}

/** Places of `stride` numbers each may reach over the edge; the edge hides what does. */
function covered(length: number, places: number): string {
  const stride = Math.ceil(length / places)
  return `${(100 * stride * places) / length}%`
}
