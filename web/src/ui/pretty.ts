/** How names are written for people. */

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

/** A choice or kind's name as words: ``glorot_uniform`` as glorot uniform. */
export function words(name: string): string {
  return name.replaceAll('_', ' ')
}
