/** Draws a cloud of examples; dragging and arrow keys turn it, a click looks at the nearest point. */

import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'

import { CLASS_TOKENS, usePalette, type Palette } from '../../../live/colors'
import { sharpSurface } from '../../../live/surface'
import { cssColor } from '../../units'
import { flattened, type Turn } from './cloud'
import { nearest, spot } from './Plot'

const SIDE = 210
const MARGIN = 8
const RADIUS = 2.5
const STEP = Math.PI / 24
const DRAG = 0.01 // radians a pixel
const STILL = 3 // pixels within which a press is a click

interface CloudProps {
  readonly label: string
  readonly places: Float32Array
  /** The class of each point; empty where there are none. */
  readonly classes: Uint16Array
  readonly chosen: number
  readonly turn: Turn
  /** Null: it is flat. */
  readonly onTurn: ((turn: Turn) => void) | null
  readonly onChoose: (row: number) => void
}

export function Cloud({ label, places, classes, chosen, turn, onTurn, onChoose }: CloudProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const pressed = useRef<[number, number] | null>(null)
  const palette = usePalette((state) => state.palette)
  const seen = flattened(places, turn)
  const placeOf = (row: number): [number, number] => [
    toPixel(seen[2 * row] ?? 0),
    toPixel(-(seen[2 * row + 1] ?? 0)),
  ]

  useEffect(() => {
    if (canvas.current) paint(canvas.current, seen, classes, chosen, palette)
  })

  const press = (event: KeyboardEvent): void => {
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    }
    const move = moves[event.key]
    if (!move || !onTurn) return
    event.preventDefault()
    event.stopPropagation()
    onTurn({ around: turn.around + move[0], tilt: turn.tilt + move[1] })
  }
  const drag = (event: PointerEvent): void => {
    if (event.buttons !== 1 || !onTurn) return
    onTurn({
      around: turn.around + DRAG * event.movementX,
      tilt: turn.tilt + DRAG * event.movementY,
    })
  }
  return (
    <canvas
      ref={canvas}
      className="answers-cloud"
      style={{ width: SIDE, height: SIDE }}
      role="img"
      aria-label={label}
      tabIndex={onTurn ? 0 : -1}
      onKeyDown={press}
      onPointerDown={(event) => {
        pressed.current = [event.clientX, event.clientY]
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
      onClick={(event) => {
        const [x, y] = pressed.current ?? [event.clientX, event.clientY]
        if (Math.hypot(event.clientX - x, event.clientY - y) > STILL) return
        const [left, top] = spot(event).map((percent) => (percent / 100) * SIDE)
        const rows = Array.from({ length: seen.length / 2 }, (_, row) => row)
        onChoose(nearest([left ?? 0, top ?? 0], rows, placeOf))
      }}
    />
  )
}

function toPixel(share: number): number {
  return SIDE / 2 + share * (SIDE / 2 - MARGIN)
}

function paint(
  canvas: HTMLCanvasElement,
  seen: Float32Array,
  classes: Uint16Array,
  chosen: number,
  palette: Palette,
): void {
  const { context, ratio } = sharpSurface(canvas, SIDE, SIDE)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, SIDE, SIDE)
  context.globalAlpha = 0.8
  for (let row = 0; row < seen.length / 2; row++) {
    context.fillStyle = colorOf(classes[row], palette)
    context.beginPath()
    context.arc(...at(seen, row), RADIUS, 0, 2 * Math.PI)
    context.fill()
  }
  context.globalAlpha = 1
  context.strokeStyle = palette.ink
  context.lineWidth = 2
  context.beginPath()
  context.arc(...at(seen, chosen), 2 * RADIUS, 0, 2 * Math.PI)
  context.stroke()
}

function at(seen: Float32Array, row: number): [number, number] {
  return [toPixel(seen[2 * row] ?? 0), toPixel(-(seen[2 * row + 1] ?? 0))]
}

/** The color of a class; more classes than colors begin anew, the fainter the later. */
export function colorOf(one: number | undefined, { classes, soft }: Palette): string {
  const table = classes[(one ?? 0) % CLASS_TOKENS.length]
  if (one === undefined || !table) return soft
  return cssColor(table[one < CLASS_TOKENS.length ? 255 : 150] ?? 0)
}
