/** One filter of a convolution; each of its cells can be asked and set, by pointer or by keys. */

import { useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useT } from '../i18n'
import { valueAt } from '../wire/frames'
import { NumberCard } from './NumberCard'
import { subscript } from '../ui/numbers'

interface FilterProps {
  node: string
  filter: number
  height: number
  width: number
}

type Cell = readonly [row: number, column: number]

export function FilterButton({ node, filter, height, width }: FilterProps) {
  const t = useT()
  const [cell, setCell] = useState<Cell | null>(null)
  const [pinned, setPinned] = useState(false)
  const [shown, setShown] = useState<HTMLElement | null>(null)
  const ask = (row: number, column: number, anchor: HTMLElement): void => {
    if (pinned) return
    setCell([inside(row, height), inside(column, width)])
    setShown(anchor)
  }
  const over = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    const row = ((event.clientY - box.top) / box.height) * height
    ask(row, ((event.clientX - box.left) / box.width) * width, event.currentTarget)
  }
  const leave = (): void => {
    if (!pinned) setCell(null)
  }
  return (
    <>
      <button
        type="button"
        className="live-filter-button"
        aria-label={t('live.filterOf', { filter: filter + 1, node })}
        onPointerDown={over}
        onPointerMove={over}
        onPointerLeave={leave}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible'))
            ask((height - 1) >> 1, (width - 1) >> 1, currentTarget)
        }}
        onBlur={leave}
        onKeyDown={(event) => {
          const next = moved(event, cell)
          if (next) ask(next[0], next[1], event.currentTarget)
        }}
        onClick={(event) => {
          event.stopPropagation()
          if (cell) setPinned(true)
        }}
      >
        <canvas className="live-filter" />
        {cell && <i style={frameOf(cell, height, width)} />}
      </button>
      {cell && shown && (
        <NumberCard
          key={cell.join()}
          probe={{ probe: 'element', node, weight: 'kernel', index: indexOf(cell, filter) }}
          read={(frame) => (frame?.parts[0] ? valueAt(frame.parts[0], 0) : NaN)}
          word={t('live.weight')}
          name={subscript(`w${cell[0] + 1}`) + ',' + subscript(`${cell[1] + 1}`)}
          place={t('live.cellOf', { filter: filter + 1, row: cell[0] + 1, column: cell[1] + 1 })}
          set={{ node, weight: 'kernel', index: indexOf(cell, filter) }}
          anchor={shown}
          pinned={pinned}
          close={() => {
            setPinned(false)
            setCell(null)
          }}
          testId="filter-card"
        />
      )}
    </>
  )
}

/** Kernels lie as row, column, channel, filter; the pictures show the first channel. */
function indexOf([row, column]: Cell, filter: number): number[] {
  return [row, column, 0, filter]
}

function inside(place: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(place)))
}

function moved(event: KeyboardEvent, cell: Cell | null): Cell | null {
  const steps: Record<string, Cell> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }
  const by = steps[event.key]
  if (!by || !cell) return null
  event.preventDefault()
  event.stopPropagation()
  return [cell[0] + by[0], cell[1] + by[1]]
}

function frameOf([row, column]: Cell, height: number, width: number) {
  return {
    top: `${(100 * row) / height}%`,
    left: `${(100 * column) / width}%`,
    width: `${100 / width}%`,
    height: `${100 / height}%`,
  }
}
