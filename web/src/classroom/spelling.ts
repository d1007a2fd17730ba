/** What people type: join codes as they are shown, and how strong a password is, in words. */

const LOOK_ALIKES: Record<string, string> = { O: '0', I: '1', L: '1' }
const CODE_LENGTH = 8

/** A code as it is shown: capitals in groups of four; case, spaces and dashes do not matter. */
export function spellCode(typed: string): string {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[OIL]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
    .slice(0, CODE_LENGTH)
  return plain.length > 4 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain
}

export function isWholeCode(code: string): boolean {
  return code.length === CODE_LENGTH + 1
}

export type Strength = 'short' | 'weak' | 'fair' | 'strong'

/** Of people and of classes, as the server takes them. */
export const LONGEST_NAME = 32
export const SHORTEST_PASSWORD = 10

/** How hard a password is to guess: its length, its variety, and no long runs of one pattern. */
export function strengthOf(password: string): Strength {
  if (password.length < SHORTEST_PASSWORD) return 'short'
  const letters = Array.from(password.toLowerCase())
  const surprising = letters.filter((letter, place) => {
    const step = letter.charCodeAt(0) - (letters[place - 1]?.charCodeAt(0) ?? NaN)
    return !(Math.abs(step) <= 1) && letter !== letters[place - 2]
  }).length
  const sorts = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((sort) => sort.test(password)).length
  const score = Math.min(surprising, 2 * new Set(letters).size) + 2 * (sorts - 1)
  if (score < 9) return 'weak'
  return score < 15 ? 'fair' : 'strong'
}
