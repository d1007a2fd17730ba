/** One map whose every cell can be asked, with the border around it and a frame upon it. */

import type { KeyboardEvent, PointerEvent } from 'react'

import { NO_BORDER, type Border, type Cell, type Pair } from './sliding'
import './matrix.css'

interface MatrixProps {
  /** Rows and columns of the map itself. */
  readonly size: Pair
  /** Side of a cell in style pixels: height and width. */
  readonly cell: Pair
  /** Empty cells above and left, below and right. */
  readonly border?: Border
  /** What is framed. */
  readonly framed: readonly Cell[]
  /** What is framed beside it. */
  readonly also?: readonly Cell[]
  /** Where the arrow keys start from. */
  readonly at: Cell
  /** How far one press of an arrow key goes. */
  readonly step?: Pair
  readonly label: string
  readonly symbol: string
  /** Which painter finds the canvas, and which map of its part it shows. */
  readonly name: string
  readonly map?: number
  readonly onAsk: (cell: Cell) => void
  /** A press, a drag over more cells, or Enter; `begins` unless the stroke goes on. */
  readonly onPaint?: (cell: Cell, begins: boolean) => void
}

const ONE: Pair = [1, 1]
const NONE: readonly Cell[] = []

export function Matrix({ border = NO_BORDER, step = ONE, map = 0, ...props }: MatrixProps) {
  const { size, cell, framed, also = NONE, at, onAsk, onPaint } = props
  const [[above, left], [below, right]] = border
  const rows = above + size[0] + below
  const columns = left + size[1] + right
  const under = (event: { clientX: number; clientY: number }, box: DOMRect): Cell => [
    Math.floor(((event.clientY - box.top) / box.height) * rows) - above,
    Math.floor(((event.clientX - box.left) / box.width) * columns) - left,
  ]
  const over = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const asked = under(event, box)
    if (asked[0] !== at[0] || asked[1] !== at[1]) onAsk(asked)
  }
  /** A fast stroke passes cells between two events; the browser kept where it was. */
  const paint = (event: PointerEvent<HTMLElement>, begins: boolean): void => {
    if (!onPaint || (event.buttons & 1) === 0) return
    const box = event.currentTarget.getBoundingClientRect()
    const way = event.nativeEvent.getCoalescedEvents()
    const cells = (way.length > 0 ? way : [event]).map((one) => under(one, box))
    cells
      .filter(([row, column]) => row >= 0 && column >= 0 && row < size[0] && column < size[1])
      .forEach((one, n) => onPaint(one, begins && n === 0))
  }
  return (
    <button
      type="button"
      className="matrix"
      aria-label={props.label}
      data-symbol={props.symbol}
      style={{ width: columns * cell[1], height: rows * cell[0] }}
      onPointerDown={(event) => {
        // A finger would else hold on to the cell where it began.
        if (onPaint) event.currentTarget.releasePointerCapture(event.pointerId)
        over(event)
        paint(event, true)
      }}
      onPointerMove={(event) => {
        over(event)
        paint(event, false)
      }}
      onKeyDown={(event) => {
        if (onPaint && (event.key === 'Enter' || event.key === ' ')) {
          event.preventDefault()
          onPaint(at, !event.repeat)
        }
        const next = moved(event, at, step)
        if (next) onAsk([within(next[0], rows, above), within(next[1], columns, left)])
      }}
    >
      <canvas
        className="live-pixels"
        data-maps={props.name}
        data-map={map}
        style={{
          top: above * cell[0],
          left: left * cell[1],
          width: size[1] * cell[1],
          height: size[0] * cell[0],
        }}
      />
      <svg viewBox={`${-left} ${-above} ${columns} ${rows}`} preserveAspectRatio="none" aria-hidden>
        <path className="matrix-halo" d={outline(framed) + outline(also)} />
        <path d={outline(framed)} />
        <path d={outline(also)} />
      </svg>
    </button>
  )
}

function within(place: number, length: number, before: number): number {
  return Math.min(length - before - 1, Math.max(-before, place))
}

function moved(event: KeyboardEvent, at: Cell, step: Pair): Cell | null {
  const steps: Record<string, Cell> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }
  const by = steps[event.key]
  if (!by) return null
  event.preventDefault()
  event.stopPropagation()
  return [at[0] + by[0] * step[0], at[1] + by[1] * step[1]]
}

/** One line around cells that fill a rectangle, else one around each. */
function outline(cells: readonly Cell[]): string {
  const rows = cells.map(([row]) => row)
  const columns = cells.map(([, column]) => column)
  const [top, left] = [Math.min(...rows), Math.min(...columns)]
  const [height, width] = [Math.max(...rows) - top + 1, Math.max(...columns) - left + 1]
  if (height * width === cells.length) return box(top, left, height, width)
  return cells.map(([row, column]) => box(row, column, 1, 1)).join('')
}

function box(top: number, left: number, height: number, width: number): string {
  return `M${left} ${top}h${width}v${height}h${-width}z`
}
