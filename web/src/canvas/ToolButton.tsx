/** A small quiet button with a drawn sign. */

import type { ReactNode } from 'react'

import { useT, type Key } from '../i18n'

export interface Tool {
  readonly name: Key
  readonly keys?: string
  readonly off?: boolean
  readonly act: () => void
  readonly form: ReactNode
}

export function ToolButton({ name, keys, off = false, act, form }: Tool) {
  const t = useT()
  return (
    <button
      type="button"
      disabled={off}
      aria-label={t(name)}
      title={keys ? `${t(name)} (${keys})` : t(name)}
      onClick={act}
    >
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {form}
      </svg>
    </button>
  )
}
