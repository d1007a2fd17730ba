/** A list of units with the value each has now; one is chosen by click or by the arrow keys. */

import { useEffect, useId, useRef, type KeyboardEvent, type RefObject } from 'react'

import { useT } from '../../../i18n'
import { NumberBox } from '../../../ui/NumberBox'
import { readable, whole } from '../../../ui/numbers'
import { put, putSign } from '../../../ui/put'

const PAGE = 128

interface ChoiceProps {
  readonly list: RefObject<HTMLDivElement | null>
  readonly label: string
  readonly count: number
  readonly nameOf: (n: number) => string
  readonly chosen: number
  readonly choose: (n: number) => void
}

export function ChoiceList({ list, label, count, nameOf, chosen, choose }: ChoiceProps) {
  const t = useT()
  const id = useId()
  const first = Math.floor(chosen / PAGE) * PAGE
  const shown = Math.min(PAGE, count - first)
  const byKey = useRef(false)
  useEffect(() => {
    if (byKey.current) list.current?.querySelector('[aria-selected=true]')?.scrollIntoView(NEAREST)
  }, [list, chosen])
  const move = (event: KeyboardEvent): void => {
    const next = movedBy(event.key, chosen, count)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation()
    byKey.current = true
    choose(next)
  }
  return (
    <div className="unit-choice">
      {count > PAGE && (
        <div className="choice-number">
          <NumberBox
            whole
            label={t('insideUnits.number')}
            value={chosen + 1}
            least={1}
            greatest={count}
            onChange={(n) => n !== null && n >= 1 && n <= count && choose(n - 1)}
          />
          <span className="soft">
            {t('insideUnits.page', {
              from: whole(first + 1),
              to: whole(first + shown),
              total: whole(count),
            })}
          </span>
        </div>
      )}
      <div
        ref={list}
        className="choice-list mono"
        role="listbox"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={`${id}-${chosen}`}
        data-first={first}
        onKeyDown={move}
      >
        {Array.from({ length: shown }, (_, n) => (
          <div
            key={first + n}
            id={`${id}-${first + n}`}
            role="option"
            aria-selected={first + n === chosen}
            onClick={() => choose(first + n)}
          >
            <span>{nameOf(first + n)}</span>
            <b />
          </div>
        ))}
      </div>
    </div>
  )
}

const NEAREST: ScrollIntoViewOptions = { block: 'nearest' }

function movedBy(key: string, from: number, count: number): number | null {
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10 }[
    key
  ]
  return by === undefined ? null : Math.min(count - 1, Math.max(0, from + by))
}

/** Writes each value beside its name, with a bar on the scale of the largest. */
export function writeValues(list: HTMLElement | null, values: Float32Array | null): void {
  if (!list) return
  const first = Number(list.dataset.first)
  const reach = values?.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) ?? 1
  for (const [n, row] of [...list.children].entries()) {
    const value = values?.[first + n]
    put(row.lastElementChild ?? undefined, value === undefined ? '' : readable(value))
    if (!(row instanceof HTMLElement)) continue
    putSign(row, value ?? 0)
    row.style.setProperty('--size', String(Math.abs(value ?? 0) / reach))
  }
}
