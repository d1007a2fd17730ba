/** The map from above: colors, lines of equal loss, the path, and a place that is read. */

import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react'

import { useT } from '../../../i18n'
import { usePalette } from '../../../live/colors'
import { exactSurface, pixels } from '../../../live/surface'
import { readable, short } from '../../../ui/numbers'
import { contour, drawn } from './contours'
import { brokenCells, cellsOf, heightOf, levelsOf, type Heights, type Landscape } from './read'

/** A place of the grid. */
export interface Cell {
  readonly column: number
  readonly row: number
}

interface MapProps {
  readonly land: Landscape
  readonly heights: Heights | null
  readonly names: readonly [string, string]
  readonly label: string
  readonly cell: Cell | null
  readonly look: (cell: Cell | null) => void
  /** Null: a place cannot be gone to. */
  readonly go: ((cell: Cell) => void) | null
  readonly zoom: (factor: number) => void
}

const MOVES: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

export function Map({ land, heights, names, label, cell, look, go, zoom }: MapProps) {
  const { size, now } = land
  const [left, above] = cellsOf(land, now.x, now.y)
  const within = (at: number): number => Math.max(0, Math.min(size - 1, at))
  const here = { column: within(Math.floor(left)), row: within(Math.floor(above)) }
  const press = (event: KeyboardEvent): void => {
    const move = MOVES[event.key]
    const from = cell ?? here
    if (move) look({ column: within(from.column + move[0]), row: within(from.row + move[1]) })
    else if (event.key === 'Enter' && go) go(from)
    else if (event.key === '+' || event.key === '-') zoom(event.key === '+' ? 0.5 : 2)
    else if (event.key === 'Escape' && cell) look(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const at = ({ currentTarget, clientX, clientY }: MouseEvent): Cell => {
    const box = currentTarget.getBoundingClientRect()
    return {
      column: within(Math.floor(((clientX - box.left) / box.width) * size)),
      row: within(Math.floor((1 - (clientY - box.top) / box.height) * size)),
    }
  }
  return (
    <figure className="landscape-map">
      <span className="landscape-up">
        <Ends ends={land.up} name={names[1]} />
      </span>
      <div
        className="landscape-ground"
        role="application"
        aria-label={label}
        tabIndex={0}
        data-goes={go !== null}
        onKeyDown={press}
        onMouseMove={(event) => look(at(event))}
        onMouseLeave={() => look(null)}
        onClick={(event) => go?.(at(event))}
      >
        <Colors land={land} heights={heights} />
        <svg viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
          {heights && <Lines land={land} heights={heights} />}
          <path
            className="landscape-broken"
            d={brokenCells(land)
              .map((n) => `M${n % size} ${size - Math.floor(n / size)}l1 -1`)
              .join('')}
          />
          <Path land={land} />
          {cell && (
            <rect
              className="landscape-cell"
              x={cell.column}
              y={size - 1 - cell.row}
              width={1}
              height={1}
            />
          )}
        </svg>
      </div>
      <span className="landscape-across">
        <Ends ends={land.across} name={names[0]} />
      </span>
    </figure>
  )
}

/** The two ends of a side with its name between them. */
function Ends({ ends, name }: { ends: Float32Array; name: string }) {
  return (
    <>
      <span className="mono">{readable(ends[0] ?? NaN, 2)}</span>
      <span>{name}</span>
      <span className="mono">{readable(ends.at(-1) ?? NaN, 2)}</span>
    </>
  )
}

function Colors({ land, heights }: { land: Landscape; heights: Heights | null }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette((state) => state.palette)
  useEffect(() => {
    if (!canvas.current) return
    const { size, losses } = land
    const surface = exactSurface(canvas.current, size, size)
    const { image, words } = pixels(surface)
    words.forEach((_, n) => {
      const row = size - 1 - Math.floor(n / size)
      const height = heights ? heightOf(losses[row * size + (n % size)] ?? NaN, heights) : NaN
      words[n] = palette.sequential[Math.round(255 * height)] ?? palette.unknown
    })
    surface.context.putImageData(image, 0, 0)
  }, [land, heights, palette])
  return <canvas ref={canvas} />
}

/** A line for each round loss; some bear their number. */
function Lines({ land, heights }: { land: Landscape; heights: Heights }) {
  const { size, losses } = land
  const raised = Array.from(losses, (loss) => heightOf(loss, heights))
  return levelsOf(heights).map((level, n, levels) => {
    const height = heightOf(level, heights)
    const line = contour(raised, size, height)
    // Each number stands a little higher than the one before, so that close lines can be read.
    const [x, y] = line[Math.floor((line.length * (n + 1)) / (levels.length + 1))] ?? []
    if (x === undefined || y === undefined) return null
    const inner = (at: number): number => Math.max(1.5, Math.min(size - 1.5, at))
    return (
      <g key={level} data-level={level} data-high={height > 0.5}>
        <path className="landscape-line" d={drawn(line, size)} />
        <text x={inner(x + 0.5)} y={inner(size - 0.5 - y)} fontSize={size / 22}>
          {short(Number(level.toPrecision(6)))}
        </text>
      </g>
    )
  })
}

/** Where the run was, joined in the order of its steps, and where it is. */
function Path({ land }: { land: Landscape }) {
  const t = useT()
  const { size, path, now } = land
  const spots = [...path, now].map(({ x, y }) => {
    const [left, above] = cellsOf(land, x, y)
    return `${left.toFixed(2)} ${(size - above).toFixed(2)}`
  })
  return (
    <>
      <path className="landscape-way-edge" d={`M${spots.join('L')}`} />
      <path
        className="landscape-way"
        d={spots.length > 1 ? `M${spots.slice(0, -1).join('L')}` : ''}
      />
      <path className="landscape-way since" d={`M${spots.slice(-2).join('L')}`} />
      <path className="landscape-stops" d={spots.map((spot) => `M${spot}h0`).join('')} />
      <path className="landscape-now-edge" d={`M${spots.at(-1)}h0`} />
      <path className="landscape-now" d={`M${spots.at(-1)}h0`}>
        <title>{t('landscape.now')}</title>
      </path>
    </>
  )
}
