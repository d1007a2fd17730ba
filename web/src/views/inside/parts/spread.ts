/** Mean and standard deviation of numbers. */

export function spreadOf(values: ArrayLike<number>): { mean: number; deviation: number } {
  const count = values.length
  if (count === 0) return { mean: NaN, deviation: NaN }
  let [sum, squares] = [0, 0]
  for (let n = 0; n < count; n++) sum += values[n] ?? 0
  const mean = sum / count
  for (let n = 0; n < count; n++) squares += ((values[n] ?? 0) - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / count) }
}

/** Rows and columns of a picture of `count` numbers in a row: at most 32 wide. */
export function gridOf(count: number): [number, number] {
  const width = Math.min(count, count <= 12 ? 12 : Math.min(32, Math.ceil(Math.sqrt(count * 2))))
  return [Math.ceil(count / Math.max(1, width)), Math.max(1, width)]
}
