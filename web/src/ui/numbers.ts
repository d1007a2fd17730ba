/** Numbers as people read and type them: the page's language, a true minus, powers of ten. */

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
  const made = format(
    `${locale} whole`,
    () => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
  )
  return made.format(value + 0).replace('-', '−')
}

/** A setting in as many digits as it has: 0.001, 0.0305, 1·10⁻⁷. */
export function short(value: number): string {
  const size = Math.abs(value)
  const far = size >= 1e6 || (size > 0 && size < 1e-4)
  const locale = language()
  const made = format(
    `${locale} short ${far ? 'far' : ''}`,
    () =>
      new Intl.NumberFormat(locale, {
        notation: far ? 'scientific' : 'standard',
        maximumSignificantDigits: 6,
        useGrouping: false,
      }),
  )
  const text = made.format(value + 0)
  return far ? powerOfTen(text) : text.replace('-', '−')
}

/** A number as its box shows it while it can be typed: every digit, the language's decimal sign. */
export function typable(value: number): string {
  const digits = String(value)
  return language() === 'de' ? digits.replace('.', ',') : digits
}

// Thousands in groups, as both languages write counts.
const GROUPED = /^[-+]?\d{1,3}([.,]\d{3})+$/

/** The number that was typed, with a decimal point or comma in either language; else null. */
export function parse(text: string, whole = false): number | null {
  const plain = text.trim().replace('−', '-')
  const digits = whole && GROUPED.test(plain) ? plain.replace(/[.,]/g, '') : plain.replace(',', '.')
  const value = Number(digits)
  if (plain === '' || !Number.isFinite(value)) return null
  return whole && !Number.isInteger(value) ? null : value
}

/** Digits as subscripts: x1 becomes x₁. */
export function subscript(text: string): string {
  return text.replace(/\d/g, (digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit)
}
