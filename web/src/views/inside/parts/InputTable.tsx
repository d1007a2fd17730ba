/** A row of a table, or a point: each column as it stands there, and the numbers it becomes. */

import { useEffect, useId, useRef, type KeyboardEvent } from 'react'

import { useT } from '../../../i18n'

/** One column: what stands there, how it is prepared, which numbers of the input it becomes. */
export interface Line {
  readonly name: string
  readonly raw: string
  readonly how: string
  readonly numbers: readonly { readonly at: number; readonly name: string }[]
}

interface InputTableProps {
  readonly lines: readonly Line[]
  readonly chosen: number
  readonly choose: (at: number) => void
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  PageDown: 10,
  PageUp: -10,
}

export function InputTable({ lines, chosen, choose }: InputTableProps) {
  const t = useT()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const byKey = useRef(false)
  const order = lines.flatMap(({ numbers }) => numbers.map(({ at }) => at))
  useEffect(() => {
    const option = list.current?.querySelector('[aria-selected=true]')
    if (byKey.current) option?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const move = (event: KeyboardEvent): void => {
    const last = order.length - 1
    const by = STEPS[event.key]
    const ends: Record<string, number> = { Home: 0, End: last }
    const to = by === undefined ? ends[event.key] : order.indexOf(chosen) + by
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    byKey.current = true
    choose(order[Math.min(last, Math.max(0, to))] ?? 0)
  }
  const point = (at: number): void => {
    byKey.current = false
    if (at !== chosen) choose(at)
  }
  return (
    <div className="input-table">
      <div className="input-line input-head inside-label" aria-hidden>
        <span>{t('insideInput.column')}</span>
        <span>{t('insideInput.raw')}</span>
        <span>{t('insideInput.how')}</span>
        <span>{t('insideInput.made')}</span>
      </div>
      <div
        ref={list}
        className="input-lines"
        role="listbox"
        tabIndex={0}
        aria-label={t('insideInput.numbers')}
        aria-activedescendant={`${id}-${chosen}`}
        onKeyDown={move}
      >
        {lines.map(({ name, raw, how, numbers }) => (
          <div
            key={numbers[0]?.at}
            className="input-line"
            role="group"
            aria-label={`${name}: ${raw}`}
            data-asked={numbers.some(({ at }) => at === chosen) || undefined}
            onPointerDown={() => {
              if (numbers.every(({ at }) => at !== chosen)) point(numbers[0]?.at ?? 0)
            }}
          >
            <span className="input-name">{name}</span>
            <span className="mono" data-symbol="x" data-raw={name}>
              {raw}
            </span>
            <span className="soft">{how}</span>
            <span className="input-numbers">
              {numbers.map((number) => (
                <span
                  key={number.at}
                  id={`${id}-${number.at}`}
                  role="option"
                  aria-selected={number.at === chosen}
                  className="input-number"
                  onPointerEnter={() => point(number.at)}
                  onPointerDown={() => point(number.at)}
                >
                  {number.name && <small className="soft">{number.name}</small>}
                  <b className="tinted mono" data-number={number.at} />
                </span>
              ))}
            </span>
          </div>
        ))}
      </div>
    </div>
  )
}
