/** Pictures of one size side by side; a pointer or the arrow keys choose one cell of all of them. */

import type { KeyboardEvent, PointerEvent, RefObject } from 'react'

import { useT } from '../../../i18n'
import { around, usePalette } from '../../../live/colors'
import { exactSurface } from '../../../live/surface'
import * as heatmap from '../../heatmap'
import { pictureScale } from '../../scales'

/** Row and column. */
export type Cell = readonly [number, number]

interface CellsProps {
  readonly root: RefObject<HTMLDivElement | null>
  /** What each shows; `before` is the sign that stands between it and the one before. */
  readonly pictures: readonly { name: string; symbol: string; before?: string }[]
  readonly height: number
  readonly width: number
  readonly cell: Cell
  readonly choose: (cell: Cell) => void
}

export function Cells({ root, pictures, height, width, cell, choose }: CellsProps) {
  const t = useT()
  const [row, column] = cell
  const over = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    choose([
      within(((event.clientY - box.top) / box.height) * height, height),
      within(((event.clientX - box.left) / box.width) * width, width),
    ])
  }
  const move = (event: KeyboardEvent): void => {
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0
    const right = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0
    if (down === 0 && right === 0) return
    event.preventDefault()
    event.stopPropagation()
    choose([within(row + down, height), within(column + right, width)])
  }
  const mark = {
    left: `${(column / width) * 100}%`,
    top: `${(row / height) * 100}%`,
    width: `${100 / width}%`,
    height: `${100 / height}%`,
  }
  return (
    <div ref={root} className="sheets-of">
      {pictures.map(({ name, symbol, before }) => (
        <figure key={name} data-symbol={symbol}>
          {before !== undefined && <span className="sheets-of-sign mono">{before}</span>}
          <button
            type="button"
            aria-label={t('insideUnits.pictureOf', { name })}
            style={{ aspectRatio: `${width} / ${height}` }}
            onPointerMove={over}
            onPointerDown={over}
            onKeyDown={move}
          >
            <canvas className="live-pixels" />
            <i style={mark} />
          </button>
          <figcaption className="soft">{name}</figcaption>
        </figure>
      ))}
    </div>
  )
}

function within(place: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(place)))
}

/** Paints one picture for each of `maps`; cells for which there is no number stay unknown.
 * `asImages`: what is nowhere negative is painted as brightness. */
export function showCells(
  root: HTMLElement | null,
  maps: readonly Float32Array[],
  height: number,
  width: number,
  asImages = false,
): void {
  const canvases = root?.querySelectorAll('canvas') ?? []
  const { palette } = usePalette.getState()
  maps.forEach((values, n) => {
    const canvas = canvases[n]
    if (!canvas) return
    const whole = new Float32Array(height * width).fill(NaN)
    whole.set(values.subarray(0, whole.length))
    const part = { dims: [1, values.length], data: values, ranges: new Float32Array() }
    const range = heatmap.rangeOf(part, 0)
    const look = asImages
      ? pictureScale(range)
      : { scale: around(range, 1e-9), colors: 'diverging' as const }
    const surface = exactSurface(canvas, width, height)
    heatmap.paint(surface, { ...part, data: whole }, { palette, map: 0, ...look })
  })
}
