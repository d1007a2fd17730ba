import { useState } from 'react'
import { useT } from '../i18n'
import { parse, typable } from './numbers'

interface NumberBoxProps {
  readonly id?: string
  readonly value: number | null
  readonly whole?: boolean
  readonly least?: number | null
  readonly greatest?: number | null
  readonly nullable?: boolean
  readonly label: string
  readonly onChange: (value: number | null) => void
}

/** A number to type or to step; a half-typed one changes nothing. */
export function NumberBox(props: NumberBoxProps) {
  const { id, value, whole = false, least, greatest, nullable = false, label, onChange } = props
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const settled = value === null ? '' : typable(value)
  const type = (text: string) => {
    setTyped(text)
    const next = parse(text, whole)
    if (next !== null || (nullable && text.trim() === '')) onChange(next)
  }
  const stepBy = (sign: number) => {
    const next = stepped(value ?? least ?? 0, sign, whole)
    setTyped(null)
    onChange(Math.min(greatest ?? Infinity, Math.max(least ?? -Infinity, next)))
  }
  return (
    <span className="number-box">
      <input
        id={id}
        className="mono"
        inputMode={whole ? 'numeric' : 'decimal'}
        autoComplete="off"
        aria-label={id ? undefined : label}
        value={typed ?? settled}
        placeholder={nullable ? t('inspector.unset') : ''}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key]
          if (sign === undefined) return
          event.preventDefault()
          stepBy(sign)
        }}
      />
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${label}: ${t('inspector.less')}`}
        onClick={() => stepBy(-1)}
      >
        −
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${label}: ${t('inspector.greater')}`}
        onClick={() => stepBy(1)}
      >
        +
      </button>
    </span>
  )
}

/** Whole numbers go by one; others by a tenth of their size. */
export function stepped(value: number, sign: number, whole: boolean): number {
  if (whole) return value + sign
  if (value === 0) return sign * 0.01
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - (Math.abs(value) >= 1 ? 0 : 1))
  return Number((value + sign * unit).toPrecision(6))
}
