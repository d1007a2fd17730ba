/** The features of a normalization with their statistics; one is chosen by click or arrow keys. */

import { useEffect, useId, useRef, type KeyboardEvent } from 'react'

import { useT } from '../../../i18n'
import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import { Pager } from './Pager'

const PAGE = 64

/** One statistic: which row of the probe's `features` it is, and what lights up with it. */
export interface Column {
  readonly row: number
  /** Short, as the formula writes it; `long` says it in words. */
  readonly name: string
  readonly long: string
  readonly symbol?: string
}

interface FeatureListProps {
  readonly count: number
  readonly columns: readonly Column[]
  readonly nameOf: (n: number) => string
  readonly word: string
  readonly chosen: number
  readonly choose: (n: number) => void
}

export function FeatureList({ count, columns, nameOf, word, chosen, choose }: FeatureListProps) {
  const t = useT()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const byKey = useRef(false)
  const shown = Math.min(PAGE, count)
  const first = Math.min(Math.floor(chosen / PAGE) * PAGE, count - shown)
  useEffect(() => {
    const row = list.current?.querySelector('[aria-selected=true]')
    if (byKey.current) row?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key]
    const ends: Record<string, number> = { Home: 0, End: count - 1 }
    const to = by === undefined ? ends[event.key] : chosen + by
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    byKey.current = true
    choose(Math.min(count - 1, Math.max(0, to)))
  }
  const turn = (by: number): void =>
    choose(Math.min(count - 1, Math.max(0, (Math.floor(chosen / PAGE) + by) * PAGE)))
  const grid = { gridTemplateColumns: `minmax(64px, 1fr) repeat(${columns.length}, 54px)` }
  return (
    <div className="feature-list mono">
      <div className="feature-row soft" style={grid} aria-hidden>
        <span />
        {columns.map(({ row, name, long, symbol }) => (
          <span key={row} data-symbol={symbol} title={long}>
            {name}
          </span>
        ))}
      </div>
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-label={t('insideNorms.features')}
        aria-activedescendant={`${id}-${chosen}`}
        onKeyDown={move}
      >
        {Array.from({ length: shown }, (_, n) => first + n).map((at) => (
          <div
            key={at}
            id={`${id}-${at}`}
            className="feature-row"
            role="option"
            aria-selected={at === chosen}
            data-feature={at}
            style={grid}
            onClick={() => choose(at)}
          >
            <span>{nameOf(at)}</span>
            {columns.map(({ row, long }) => (
              <b key={row} data-statistic={row} title={long} />
            ))}
          </div>
        ))}
      </div>
      <Pager
        total={count}
        first={first}
        count={shown}
        word={word}
        onTurn={(to) => turn(to > first ? 1 : -1)}
      />
    </div>
  )
}

/** Writes the statistics [rows, features] of every feature that is listed below `root`. */
export function writeFeatures(root: HTMLElement, features: Float32Array, count: number): void {
  for (const row of root.querySelectorAll<HTMLElement>('[data-feature]'))
    for (const cell of row.querySelectorAll<HTMLElement>('[data-statistic]')) {
      const at = Number(cell.dataset.statistic) * count + Number(row.dataset.feature)
      put(cell, readable(features[at] ?? NaN))
    }
}
