/** All numbers of a layer for one example as a picture in which one of them can be chosen. */

import { useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'

import { inTurn } from '../../live/clock'
import { around, usePalette } from '../../live/colors'
import { exactSurface } from '../../live/surface'
import { paint, rangeOf } from '../heatmap'
import { pictureScale } from '../scales'
import { told } from './Line'
import { Refused } from './Refused'
import { useTold } from './told'

export type What = 'output' | 'sum' | 'output_gradient' | 'sum_gradient'

interface ValuesProps {
  readonly node: string
  readonly what: What
  readonly example: number
  readonly shape: readonly number[]
  /** The number that is followed. */
  readonly at: readonly number[]
  readonly label: string
  readonly choose: (at: number[]) => void
}

export function Values({ node, what, example, shape, at, label, choose }: ValuesProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const version = usePalette((state) => state.version)
  const { frame, problem } = useTold({ probe: 'told_node', node, what, example })
  const [height, width, channels] = extent(shape)
  const row = shape.length > 1 ? (at[0] ?? 0) : 0
  const column = shape.length > 1 ? (at[1] ?? 0) : (at[0] ?? 0)
  const map = shape.length > 2 ? (at[2] ?? 0) : 0
  const values = frame?.parts[0]?.data
  const value = values?.[(row * width + column) * channels + map]
  useEffect(() => {
    const { current } = canvas
    if (!current) return
    if (!values?.length) {
      current.style.visibility = 'hidden'
      return
    }
    const show = (): void => {
      const { palette } = usePalette.getState()
      const data = new Float32Array(height * width)
      for (let n = 0; n < data.length; n++) data[n] = values[n * channels + map] ?? NaN
      const part = { dims: [1, height, width], ranges: new Float32Array(0), data }
      const range = rangeOf(part, 0)
      const look = what.endsWith('gradient')
        ? { colors: 'diverging' as const, scale: around(range, 1e-12) }
        : pictureScale(range)
      paint(exactSurface(current, width, height), part, { palette, map: 0, ...look })
      current.style.visibility = 'visible'
    }
    return inTurn(show)
  }, [values, height, width, channels, map, what, version])
  if (problem) return <Refused problem={problem} />
  if (frame !== null && !values?.length) return null
  const move = (down: number, right: number): void => {
    const next = [...at]
    if (shape.length > 1) {
      next[0] = between(row + down, height)
      next[1] = between(column + right, width)
    } else next[0] = between(column + right + down, width)
    choose(next)
  }
  const press = (event: KeyboardEvent): void => {
    const way = WAYS[event.key]
    if (!way) return
    event.preventDefault()
    move(...way)
  }
  const point = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = between(Math.floor(((event.clientX - box.x) / box.width) * width), width)
    const y = between(Math.floor(((event.clientY - box.y) / box.height) * height), height)
    choose(shape.length > 1 ? [y, x, ...at.slice(2)] : [x])
  }
  return (
    <figure className="slow-values">
      <figcaption className="soft">{label}</figcaption>
      <button
        type="button"
        data-own-arrows
        aria-label={`${label}, [${at.join(', ')}]: ${told(value)}`}
        style={{ aspectRatio: `${width} / ${height}`, width: sizeOf(height, width) }}
        onPointerDown={point}
        onKeyDown={press}
      >
        <canvas ref={canvas} data-values={what} />
        <i
          style={{
            left: `${(100 * column) / width}%`,
            top: `${(100 * row) / height}%`,
            width: `${100 / width}%`,
            height: `${100 / height}%`,
          }}
        />
      </button>
    </figure>
  )
}

const WAYS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function between(at: number, length: number): number {
  return Math.max(0, Math.min(length - 1, at))
}

/** Rows, columns and maps of what leaves a layer. */
function extent(shape: readonly number[]): [number, number, number] {
  if (shape.length < 2) return [1, shape[0] ?? 1, 1]
  return [shape[0] ?? 1, shape[1] ?? 1, shape.slice(2).reduce((all, n) => all * n, 1)]
}

const WIDE = 210
const HIGH = 84

/** Style pixels of its width: cells of a size that can be hit, and no more height than there is. */
function sizeOf(height: number, width: number): number {
  return Math.min(WIDE, width * 22, (width * HIGH) / height)
}
