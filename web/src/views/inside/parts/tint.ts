/** The color behind a number: blue for positive, orange for negative, stronger the larger it is. */

import { fixed } from '../../../ui/numbers'
import { put, putSign } from '../../../ui/put'

const STRONGEST = 62 // per cent: ink stays readable on it

/** Writes a number and colors its place; NaN leaves it empty. */
export function putNumber(element: HTMLElement, value: number, most: number, digits = 2): void {
  put(element, Number.isNaN(value) ? '' : fixed(value, digits))
  tint(element, value, most)
}

/** Colors a place by how large `value` is beside `most`. */
export function tint(element: HTMLElement, value: number, most: number): void {
  const share = Number.isNaN(value) || most <= 0 ? 0 : Math.min(1, Math.abs(value) / most)
  element.style.setProperty('--tint', `${Math.round(share * STRONGEST)}%`)
  putSign(element, value)
}
