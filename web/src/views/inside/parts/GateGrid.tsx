/** A column for each position, a row for each gate and state of one unit; below, all units of a row. */

import type { KeyboardEvent, PointerEvent } from 'react'

import { useT } from '../../../i18n'
import type { Token } from '../../../live/facts'
import { whole } from '../../../ui/numbers'
import { shownWord } from './positions'
import { SHOWN, symbolOf, type Row, type Walker } from './recurrence'

interface GridProps {
  readonly walker: Walker
  /** Whose units all stand below. */
  readonly row: Row
  chooseRow(row: Row): void
  readonly first: number
  readonly count: number
  /** The chosen position, counted within the window. */
  readonly column: number
  readonly unit: number
  readonly units: number
  readonly tokens: readonly Token[] | null
  move(right: number, down: number): void
  point(column: number, unit: number | null): void
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function GateGrid(props: GridProps) {
  const { walker, row, chooseRow, first, count, column, unit, units, tokens, move, point } = props
  const t = useT()
  const columns = Array.from({ length: count }, (_, n) => n)
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key]
    if (!step || event.target instanceof HTMLButtonElement) return
    event.preventDefault()
    event.stopPropagation()
    move(...step)
  }
  const over = ({ target }: PointerEvent<HTMLElement>): void => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
    if (cell) point(Number(cell.dataset.column), null)
  }
  const overUnits = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>): void => {
    const box = currentTarget.getBoundingClientRect()
    const at = (share: number, length: number): number =>
      Math.min(length - 1, Math.max(0, Math.floor(share * length)))
    point(at((clientX - box.left) / box.width, count), at((clientY - box.top) / box.height, units))
  }
  const title = t(`insideSequences.${row}`)
  return (
    <div
      className="gates"
      role="group"
      tabIndex={0}
      aria-label={t('insideSequences.walk', { unit: whole(unit + 1) })}
      onKeyDown={keys}
    >
      <table onPointerMove={over} onPointerDown={over}>
        <thead>
          <tr>
            <td />
            {columns.map((n) => {
              const token = tokens?.[first + n]
              return (
                <th
                  key={n}
                  scope="col"
                  data-column={n}
                  aria-selected={n === column}
                  className={token?.known === false ? 'live-unknown' : undefined}
                >
                  <span className="soft">{whole(first + n + 1)}</span>
                  <span data-given>{token ? shownWord(token) : ''}</span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {SHOWN[walker].map((one) => (
            <tr key={one} data-row={one}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={one === row}
                  data-symbol={symbolOf(walker, one)}
                  title={t('insideSequences.showRow', { row: t(`insideSequences.${one}`) })}
                  onClick={() => chooseRow(one)}
                >
                  {t(`insideSequences.${one}`)}
                </button>
              </th>
              {columns.map((n) => (
                <td key={n} className="tinted" data-column={n} aria-selected={n === column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="gates-all">
        <span className="soft">{t('insideSequences.all', { count: whole(units) })}</span>
        <div className="gates-units" onPointerMove={overUnits} onPointerDown={overUnits}>
          <canvas
            className="live-pixels"
            role="img"
            aria-label={t('insideSequences.units', { count: whole(units), row: title })}
          />
          <i
            style={{
              left: `${(100 * column) / count}%`,
              width: `${100 / count}%`,
              top: `${(100 * unit) / units}%`,
              height: `${100 / units}%`,
            }}
          />
        </div>
      </div>
    </div>
  )
}
