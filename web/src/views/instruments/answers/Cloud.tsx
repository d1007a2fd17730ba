/** Draws a cloud of examples; keys and pointer reach a point, turn the space and open the example. */

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { CLASS_TOKENS, usePalette, type Palette } from '../../../live/colors'
import { sharpSurface } from '../../../live/surface'
import { cssColor } from '../../units'
import { ARROWS, flattened, towards, type Turn } from './cloud'
import { markOf } from './marks'
import { nearest, spot } from './Plot'

const SIDE = 230
const MARGIN = 8
const RADIUS = 2.8
const STEP = Math.PI / 24
const DRAG = 0.01 // radians a pixel
const STILL = 3 // pixels within which a press is a click
const NEAR = 10 // pixels within which a point is pointed at

interface CloudProps {
  readonly label: string
  readonly places: Float32Array
  /** The class of each point; empty where there are none. */
  readonly classes: Uint16Array
  readonly chosen: number
  /** What is written beside a point that is pointed at. */
  readonly nameOf: (row: number) => string
  readonly turn: Turn
  /** Null: it is flat. */
  readonly onTurn: ((turn: Turn) => void) | null
  readonly onChoose: (row: number) => void
  /** Enter or a double click. */
  readonly onOpen: (row: number) => void
}

export function Cloud(props: CloudProps) {
  const { label, places, classes, chosen, nameOf, turn, onTurn, onChoose, onOpen } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const pressed = useRef<[number, number] | null>(null)
  const [under, setUnder] = useState<number | null>(null)
  const palette = usePalette((state) => state.palette)
  const seen = flattened(places, turn)
  const count = seen.length / 2
  const name = under !== null && under < count ? nameOf(under) : null

  useEffect(() => {
    if (!canvas.current) return
    paint(canvas.current, seen, classes, chosen, palette)
    if (name !== null && under !== null) write(canvas.current, at(seen, under), name, palette)
  })

  const press = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key]
    if (event.key === 'Enter') onOpen(chosen)
    else if (!arrow) return
    else if (onTurn && !event.shiftKey)
      onTurn({ around: turn.around + STEP * arrow[0], tilt: turn.tilt - STEP * arrow[1] })
    else onChoose(towards(seen, chosen, arrow))
    event.preventDefault()
    event.stopPropagation()
  }
  const pointed = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons === 1 && onTurn)
      onTurn({
        around: turn.around + DRAG * event.movementX,
        tilt: turn.tilt + DRAG * event.movementY,
      })
    else setUnder(rowAt(event))
  }
  const rowAt = (event: PointerEvent<HTMLCanvasElement>): number | null => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect()
    const here = [event.clientX - left, event.clientY - top].map((one) => (one / width) * SIDE)
    const [x = 0, y = 0] = here
    const row = nearest([x, y], range(count), (one) => at(seen, one))
    const [pointX, pointY] = at(seen, row)
    return Math.hypot(pointX - x, pointY - y) < NEAR ? row : null
  }
  return (
    <canvas
      ref={canvas}
      className="answers-cloud"
      style={{ width: SIDE, height: SIDE }}
      role="img"
      aria-label={label}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        pressed.current = [event.clientX, event.clientY]
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={pointed}
      onPointerLeave={() => setUnder(null)}
      onDoubleClick={() => onOpen(chosen)}
      onClick={(event) => {
        const [x, y] = pressed.current ?? [event.clientX, event.clientY]
        if (Math.hypot(event.clientX - x, event.clientY - y) > STILL) return
        const [left, top] = spot(event).map((percent) => (percent / 100) * SIDE)
        onChoose(nearest([left ?? 0, top ?? 0], range(count), (row) => at(seen, row)))
      }}
    />
  )
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, row) => row)
}

function toPixel(share: number): number {
  return SIDE / 2 + share * (SIDE / 2 - MARGIN)
}

function at(seen: Float32Array, row: number): [number, number] {
  return [toPixel(seen[2 * row] ?? 0), toPixel(-(seen[2 * row + 1] ?? 0))]
}

function paint(
  canvas: HTMLCanvasElement,
  seen: Float32Array,
  classes: Uint16Array,
  chosen: number,
  palette: Palette,
): void {
  const { context, ratio } = sharpSurface(canvas, SIDE, SIDE)
  const marks = new Map<number, Path2D>()
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, SIDE, SIDE)
  context.globalAlpha = 0.85
  for (let row = 0; row < seen.length / 2; row++) {
    const one = classes[row] ?? 0
    const mark = marks.get(one) ?? new Path2D(markOf(one))
    marks.set(one, mark)
    const [x, y] = at(seen, row)
    const size = ratio * RADIUS
    context.setTransform(size, 0, 0, size, ratio * x, ratio * y)
    context.fillStyle = colorOf(classes[row], palette)
    context.fill(mark)
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.globalAlpha = 1
  context.strokeStyle = palette.ink
  context.lineWidth = 2
  context.beginPath()
  context.arc(...at(seen, chosen), 2 * RADIUS, 0, 2 * Math.PI)
  context.stroke()
}

/** A name beside its point, within the picture. */
function write(
  canvas: HTMLCanvasElement,
  [x, y]: [number, number],
  name: string,
  palette: Palette,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.font = `600 11px ${getComputedStyle(canvas).fontFamily}`
  const { width } = context.measureText(name)
  const left = Math.max(4, Math.min(x - width / 2, SIDE - width - 4))
  const base = y < 24 ? y + 18 : y - 9
  context.fillStyle = palette.card
  context.fillRect(left - 3, base - 11, width + 6, 15)
  context.fillStyle = palette.ink
  context.fillText(name, left, base)
}

/** The color of a class; more classes than colors begin anew, the fainter the later. */
export function colorOf(one: number | undefined, { classes, soft }: Palette): string {
  const table = classes[(one ?? 0) % CLASS_TOKENS.length]
  if (one === undefined || !table) return soft
  return cssColor(table[one < CLASS_TOKENS.length ? 255 : 150] ?? 0)
}
