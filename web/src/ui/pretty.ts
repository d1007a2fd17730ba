/** How names and numbers are written for people. */

import { language } from '../i18n'

const LOW: Record<string, string> = { '1': '₁', '2': '₂' }

/** A feature's name as mathematics writes it: ``x1_squared`` as x₁², ``sin_x1`` as sin x₁. */
export function prettyFeature(name: string): string {
  return name
    .replace(/x([12])/g, (_, digit: string) => `x${LOW[digit] ?? digit}`)
    .replace('_squared', '²')
    .replace('sin_', 'sin ')
    .replace(/_/g, '')
}

/** What goes into a network: coordinates as mathematics, columns of tables as words. */
export function featureName(name: string): string {
  return /^(sin_)?x[12]/.test(name) ? prettyFeature(name) : words(name)
}

/** A number in few digits, without rounding a setting away: 0.001, 1e-7, 12. */
export function shortNumber(value: number): string {
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e6)) {
    return decimal(value.toExponential(2).replace(/\.?0+e/, 'e'))
  }
  return decimal(String(Number(value.toPrecision(4))))
}

/** Digits with the decimal sign of the page's language. */
export function decimal(digits: string): string {
  return language() === 'de' ? digits.replace('.', ',') : digits
}

/** A choice or kind's name as words: ``glorot_uniform`` as glorot uniform. */
export function words(name: string): string {
  return name.replaceAll('_', ' ')
}
