import { useId, useState } from 'react'
import { useSay, useT } from '../i18n'
import type { Json } from '../model/document'
import { Row, type FieldRowProps } from './Row'

/** A whole number or one for each axis (``3`` or ``5 × 3``), or a shape (``28, 28, 1``). */
export function ListBox({ field, value, onChange }: FieldRowProps) {
  const t = useT()
  const say = useSay()
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const shape = field.type === 'shape'
  const hint = shape ? t('inspector.shapeHint') : t('inspector.integers', { example: '3, 5 × 3' })
  const type = (text: string) => {
    setTyped(text)
    const next = shape ? parseShape(text) : parseIntegers(text)
    if (next !== undefined && (next !== null || field.nullable)) onChange(next)
  }
  return (
    <Row label={say(field.label)} id={id} title={`${say(field.help)} ${hint}`}>
      <input
        id={id}
        className="mono"
        autoComplete="off"
        value={typed ?? listText(value, shape ? ', ' : ' × ')}
        placeholder={t('inspector.unset')}
        onChange={(event) => type(event.target.value)}
        onBlur={() => setTyped(null)}
      />
    </Row>
  )
}

/** How a list field is written: ``3``, ``5 × 3``, ``28, 28, ?``. */
export function listText(value: Json, separator: string): string {
  if (value === null) return ''
  if (!Array.isArray(value)) return typeof value === 'number' ? String(value) : ''
  return value.map((part) => (typeof part === 'number' ? String(part) : '?')).join(separator)
}

/** A number, a list of numbers, null for nothing; undefined for what is neither. */
export function parseIntegers(text: string): Json | undefined {
  const parts = text.split(/[×x*,; ]+/).filter(Boolean)
  if (parts.length === 0) return null
  const numbers = parts.map(Number)
  if (!numbers.every(Number.isInteger)) return undefined
  return numbers.length === 1 ? (numbers[0] ?? null) : numbers
}

export function parseShape(text: string): Json | undefined {
  const parts = text.split(/[×x*,; ]+/).filter(Boolean)
  if (parts.length === 0) return null
  const lengths = parts.map((part) => (part === '?' ? null : Number(part)))
  return lengths.every((length) => length === null || Number.isInteger(length))
    ? lengths
    : undefined
}
