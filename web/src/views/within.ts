/** The nearest of the places 0 to `length` - 1. */
export function within(place: number, length: number): number {
  return Math.min(length - 1, Math.max(0, place))
}
