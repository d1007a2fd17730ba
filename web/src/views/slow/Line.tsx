/** One line of working: what a number is, how it comes about, and the number. */

import type { ReactNode } from 'react'

import { readable } from '../../ui/numbers'

interface LineProps {
  /** What tests and readers of the page know the number by. */
  readonly name: string
  readonly label: ReactNode
  readonly working?: ReactNode
  readonly value: number | undefined
}

export function Line({ name, label, working, value }: LineProps) {
  return (
    <div className="slow-line">
      <dt>{label}</dt>
      <dd className="mono soft">{working}</dd>
      <dd className="mono" data-told={name} title={value === undefined ? undefined : String(value)}>
        {told(value)}
      </dd>
    </div>
  )
}

/** A number as it is told here. */
export function told(value: number | undefined): string {
  return value === undefined ? '…' : readable(value, 4)
}
