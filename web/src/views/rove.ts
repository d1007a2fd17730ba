/** The keyboard within a picture that is a list of buttons. */

import type { KeyboardEvent } from 'react'

/** Arrow keys move among the buttons of one list. */
export function rove(event: KeyboardEvent<HTMLElement>): void {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
  const by = steps[event.key]
  if (by === undefined) return
  event.preventDefault()
  event.stopPropagation()
  const { currentTarget } = event
  const alike = `.${currentTarget.classList[0]}`
  const list = currentTarget.closest('.live-units, .live-bars')
  const buttons = [...(list?.querySelectorAll<HTMLElement>(alike) ?? [])]
  buttons[buttons.indexOf(currentTarget) + by]?.focus()
}
