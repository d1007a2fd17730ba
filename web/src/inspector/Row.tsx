import type { ReactNode } from 'react'
import type { Field } from '../model/catalog'
import type { Json } from '../model/document'
import type { Problem } from '../model/problems'

/** What every control of a setting is given. */
export interface FieldRowProps {
  readonly field: Field
  readonly value: Json
  readonly problems: readonly Problem[]
  readonly onChange: (value: Json) => void
  readonly onDone: () => void
}

/** A name at the left, its control at the right. */
export function Row({
  label,
  id,
  title,
  children,
}: {
  label: string
  id?: string
  title?: string
  children: ReactNode
}) {
  return (
    <div className="row" title={title}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  )
}
