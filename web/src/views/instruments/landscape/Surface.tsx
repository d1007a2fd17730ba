/** The same map as a surface in space; dragging and arrow keys turn it. */

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useT } from '../../../i18n'
import { usePalette, type Palette } from '../../../live/colors'
import { sharpSurface } from '../../../live/surface'
import type { Turn } from '../answers/cloud'
import { cssColor } from '../../units'
import type { Cell } from './Map'
import { cellsOf, heightOf, type Heights, type Landscape } from './read'
import { farthestFirst, seenFrom } from './space'

const [WIDTH, HEIGHT] = [220, 200]
const SCALE = 108
const STEP = Math.PI / 24
const DRAG = 0.01 // radians a pixel
const BEGIN: Turn = { around: 0.6, tilt: 0.6 }

interface SurfaceProps {
  readonly land: Landscape
  readonly heights: Heights
  readonly cell: Cell | null
}

export function Surface({ land, heights, cell }: SurfaceProps) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette((state) => state.palette)
  const [turn, setTurn] = useState(BEGIN)
  useEffect(() => {
    if (canvas.current) paint(canvas.current, { land, heights, cell, turn, palette })
  }, [land, heights, cell, turn, palette])
  const by = (around: number, tilt: number): void =>
    setTurn((old) => ({
      around: old.around + around,
      tilt: Math.max(0, Math.min(Math.PI / 2, old.tilt + tilt)),
    }))
  const press = (event: KeyboardEvent): void => {
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, STEP],
      ArrowDown: [0, -STEP],
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    event.stopPropagation()
    by(...move)
  }
  const drag = (event: PointerEvent): void => {
    if (event.buttons === 1) by(DRAG * event.movementX, DRAG * event.movementY)
  }
  return (
    <canvas
      ref={canvas}
      className="landscape-surface"
      style={{ width: WIDTH, height: HEIGHT }}
      role="application"
      aria-label={t('landscape.surface')}
      tabIndex={0}
      data-around={turn.around.toFixed(3)}
      data-tilt={turn.tilt.toFixed(3)}
      onKeyDown={press}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  )
}

interface Painted extends SurfaceProps {
  readonly turn: Turn
  readonly palette: Palette
}

type Spot = readonly [x: number, y: number]

function paint(canvas: HTMLCanvasElement, painted: Painted): void {
  const { land, heights, cell, turn, palette } = painted
  const { context, ratio } = sharpSurface(canvas, WIDTH, HEIGHT)
  const { size, losses } = land
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, WIDTH, HEIGHT)
  const spot = (left: number, above: number, height: number): Spot => {
    const seen = seenFrom((left - 0.5) / (size - 1), (above - 0.5) / (size - 1), height, turn)
    return [WIDTH / 2 + SCALE * seen.x, HEIGHT / 2 - SCALE * seen.y]
  }
  const heightAt = (n: number): number => heightOf(losses[n] ?? NaN, heights)
  context.lineJoin = 'round'
  context.lineWidth = 0.5
  context.strokeStyle = palette.line
  trace(context, [[0.5, 0.5], [size - 0.5, 0.5], [size - 0.5, size - 0.5], [0.5, size - 0.5], [0.5, 0.5]]
    .map(([left = 0, above = 0]) => spot(left, above, 0))) // prettier-ignore
  context.stroke()
  for (const n of farthestFirst(size, turn)) {
    const [column, row] = [n % size, Math.floor(n / size)]
    const corners = [n, n + 1, n + size + 1, n + size].map(heightAt)
    const mean = corners.reduce((sum, one) => sum + one, 0) / 4
    if (!Number.isFinite(mean)) continue
    const [a = 0, b = 0, c = 0, d = 0] = corners
    trace(context, [
      spot(column + 0.5, row + 0.5, a),
      spot(column + 1.5, row + 0.5, b),
      spot(column + 1.5, row + 1.5, c),
      spot(column + 0.5, row + 1.5, d),
    ])
    context.fillStyle = cssColor(palette.sequential[Math.round(255 * mean)] ?? 0)
    context.strokeStyle = context.fillStyle
    context.fill()
    context.globalAlpha = 0.5
    context.strokeStyle = palette.soft
    context.stroke()
    context.globalAlpha = 1
  }
  paintPath(context, painted, spot)
  if (cell) {
    const height = heightAt(cell.row * size + cell.column)
    dot(context, spot(cell.column + 0.5, cell.row + 0.5, height), 3, palette.ink, palette.card)
  }
}

/** A color that no height has. */
function wayColor({ classes }: Palette): string {
  return cssColor(classes[3]?.[255] ?? 0)
}

/** The path where it lies within the map, at the height that the map has there. */
function paintPath(
  context: CanvasRenderingContext2D,
  { land, heights, palette }: Painted,
  spot: (left: number, above: number, height: number) => Spot,
): void {
  const { size, path, now } = land
  const inside = (at: number): boolean => at >= 0.5 && at <= size - 0.5
  const spots = [...path, now].map(({ x, y, loss }) => {
    const [left, above] = cellsOf(land, x, y)
    const height = Math.max(0, Math.min(1, heightOf(loss, heights)))
    return inside(left) && inside(above) ? spot(left, above, height) : null
  })
  const color = wayColor(palette)
  spots.forEach((to, n) => {
    const from = spots[n - 1]
    if (!from || !to) return
    // What the run did since its last kept step is not known.
    if (n === spots.length - 1) context.setLineDash([3, 3])
    trace(context, [from, to])
    context.lineWidth = 2
    context.strokeStyle = color
    context.stroke()
  })
  context.setLineDash([])
  const here = spots.at(-1)
  if (here) dot(context, here, 5, color, palette.card)
}

function trace(context: CanvasRenderingContext2D, spots: readonly Spot[]): void {
  context.beginPath()
  spots.forEach((spot, n) => (n === 0 ? context.moveTo(...spot) : context.lineTo(...spot)))
}

function dot(
  context: CanvasRenderingContext2D,
  spot: Spot,
  radius: number,
  color: string,
  edge: string,
): void {
  if (!spot.every(Number.isFinite)) return
  context.beginPath()
  context.arc(...spot, radius, 0, 2 * Math.PI)
  context.fillStyle = color
  context.fill()
  context.lineWidth = 1.5
  context.strokeStyle = edge
  context.stroke()
}
