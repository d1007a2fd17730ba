/** The slider of the speed: its notches as steps a second, evenly in their ratio. */

const SLOWEST = 1
const FASTEST = 10_000
export const NOTCHES = 100

/** Steps a second at a notch of the slider; null is as fast as it goes. */
export function speedOf(notch: number): number | null {
  if (notch >= NOTCHES) return null
  return Math.round(SLOWEST * (FASTEST / SLOWEST) ** (notch / (NOTCHES - 1)))
}

/** The notch of a speed; the inverse of `speedOf`. */
export function notchOf(speed: number): number {
  const share = Math.log(speed / SLOWEST) / Math.log(FASTEST / SLOWEST)
  return Math.round(Math.min(1, Math.max(0, share)) * (NOTCHES - 1))
}
