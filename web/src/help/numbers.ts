/** Numbers of tables and axes: as many digits as they have, up to four, in the page's language. */

import { language } from '../i18n'
import { readable } from '../ui/numbers'

export function short(value: number): string {
  const size = Math.abs(value)
  if (!Number.isFinite(value) || size >= 1e9 || (size > 0 && size < 1e-3)) return readable(value)
  const made = new Intl.NumberFormat(language(), { maximumSignificantDigits: 4 })
  return made.format(size < 10_000 ? value : Math.round(value)).replace('-', '−')
}
