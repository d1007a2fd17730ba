/** A place of a picture that is pointed at or chosen with the arrow keys, as shares of its sides. */

import type { Heat } from './shares'

export interface Cursor {
  readonly x: number
  readonly y: number
}

/** The value of a heat map there. */
export function place(
  heat: Heat,
  { x, y }: Cursor,
): { row: number; column: number; value: number } {
  const row = within(y * heat.rows, heat.rows)
  const column = within(x * heat.columns, heat.columns)
  return { row, column, value: heat.data[row * heat.columns + column] ?? NaN }
}

/** Writes a text where it changed. */
export function put(root: Element, selector: string, text: string): void {
  const element = root.querySelector(selector)
  if (element && element.textContent !== text) element.textContent = text
}

function within(place: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(place)))
}
