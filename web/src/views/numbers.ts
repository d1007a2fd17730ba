/** Numbers as people read them: a fixed count of digits, a true minus, the page's language. */

import { language } from '../i18n'

const formats = new Map<string, Intl.NumberFormat>()

function format(key: string, make: () => Intl.NumberFormat): Intl.NumberFormat {
  const known = formats.get(key)
  if (known) return known
  const made = make()
  formats.set(key, made)
  return made
}

/** A value with `digits` places; very large and very small ones in powers of ten. */
export function readable(value: number, digits = 3): string {
  if (Number.isNaN(value)) return '–'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  const far = size >= 1e5 || (size > 0 && size < 0.5 * 10 ** -digits)
  const locale = language()
  const made = format(`${locale} ${digits} ${far ? 'far' : ''}`, () =>
    far
      ? new Intl.NumberFormat(locale, { notation: 'scientific', maximumSignificantDigits: 3 })
      : new Intl.NumberFormat(locale, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }),
  )
  const text = made.format(value + 0) // no minus before a zero
  return far ? powerOfTen(text) : text.replace('-', '−')
}

/** 4.27E-4 as people write it by hand: 4.27 · 10⁻⁴. */
function powerOfTen(text: string): string {
  const [factor = '', power = '0'] = text.split('E')
  const raised = power.replace(/[-\d]/g, (sign) =>
    '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(sign === '-' ? 0 : Number(sign) + 1),
  )
  return `${factor.replace('-', '−')}·10${raised}`
}

/** A value with exactly `digits` places, for columns whose width must not change. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return readable(value)
  const locale = language()
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const made = format(`${locale} fixed ${digits}`, () => new Intl.NumberFormat(locale, options))
  return made
    .format(value)
    .replace(/^-(?=[0.,]*$)/, '')
    .replace('-', '−')
}

/** A count with its language's grouping. */
export function whole(value: number): string {
  const locale = language()
  return format(
    `${locale} whole`,
    () => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  ).format(value)
}

/** Digits as subscripts: x1 becomes x₁. */
export function subscript(text: string): string {
  return text.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit)
}
