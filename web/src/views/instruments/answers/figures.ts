/** Figures about many answers: confusion, ROC, precision and recall, calibration, spread of losses. */

import { sureness, type Told } from './read'

/** How often each class (row) was said to be each class (column), row by row. */
export function confusion({ count, classes, said, right }: Told): Uint32Array {
  const counts = new Uint32Array(classes * classes)
  for (let row = 0; row < count; row++) {
    const cell = (right[row] ?? 0) * classes + (said[row] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  return counts
}

/** The rows where the answer is wrong, the surest first. */
export function mistakes(told: Told): number[] {
  return indices(told.count)
    .filter((row) => told.said[row] !== told.right[row])
    .sort((a, b) => sureness(told, b) - sureness(told, a))
}

/** Both curves of one class against the rest, a point for each score that occurs, from the highest. */
export interface Separation {
  readonly positives: number
  readonly falseRate: number[]
  readonly trueRate: number[]
  readonly precision: number[]
  /** Area under the ROC curve; NaN where one side has no rows. */
  readonly area: number
  /** Average precision: the precision at each gain of recall, weighted by that gain. */
  readonly average: number
}

/** How well scores tell a class from the rest. The curves begin where nothing is taken for it. */
export function separation(told: Told, one: number): Separation {
  const { count, classes, right, scores } = told
  const score = (row: number): number => scores[row * classes + one] ?? NaN
  const order = indices(count).sort((a, b) => score(b) - score(a))
  const positives = order.filter((row) => right[row] === one).length
  const negatives = count - positives
  const [falseRate, trueRate, precision] = [[0], [0], [1]]
  let [hits, alarms, area, average] = [0, 0, 0, 0]
  order.forEach((row, place) => {
    if (right[row] === one) hits += 1
    else alarms += 1
    const next = order[place + 1]
    if (next !== undefined && score(next) === score(row)) return
    const [x, y, correct] = [alarms / negatives, hits / positives, hits / (hits + alarms)]
    area += ((x - (falseRate.at(-1) ?? 0)) * (y + (trueRate.at(-1) ?? 0))) / 2
    average += (y - (trueRate.at(-1) ?? 0)) * correct
    falseRate.push(x)
    trueRate.push(y)
    precision.push(correct)
  })
  return { positives, falseRate, trueRate, precision, area, average }
}

/** Answers about as sure as each other: how many, how sure on average, what share of them is right. */
export interface Bin {
  readonly count: number
  readonly sure: number
  readonly right: number
}

export const BINS = 10

/** Ten bins of sureness from 0 to 1, each closed above, and the expected calibration error. */
export function calibration(told: Told): { bins: Bin[]; error: number } {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, sure: 0, right: 0 }))
  for (let row = 0; row < told.count; row++) {
    const sure = sureness(told, row)
    const edge = Array.from({ length: BINS - 1 }, (_, n) => (n + 1) / BINS).filter((e) => e < sure)
    const bin = sums[edge.length]
    if (!bin || Number.isNaN(sure)) continue
    bin.count += 1
    bin.sure += sure
    bin.right += Number(told.said[row] === told.right[row])
  }
  const bins = sums.map(({ count, sure, right }) => ({
    count,
    sure: sure / count,
    right: right / count,
  }))
  const total = sums.reduce((all, { count }) => all + count, 0)
  const error = sums.reduce((all, { sure, right }) => all + Math.abs(right - sure), 0) / total
  return { bins, error }
}

/** Rows by their value, the greatest first; what is no number before all. */
export function ranked(values: Float32Array): number[] {
  const height = (row: number): number => {
    const value = values[row] ?? NaN
    return Number.isNaN(value) ? Infinity : value
  }
  return indices(values.length).sort((a, b) =>
    height(a) === height(b) ? 0 : height(b) - height(a),
  )
}

/** How many finite values lie in each of `bins` equal steps from the least to the greatest. */
export function histogram(
  values: Float32Array,
  bins: number,
): { least: number; greatest: number; counts: number[] } {
  const finite = values.filter(Number.isFinite)
  const least = finite.reduce((all, value) => Math.min(all, value), Infinity)
  const greatest = finite.reduce((all, value) => Math.max(all, value), -Infinity)
  const counts = Array.from({ length: bins }, () => 0)
  for (const value of finite) {
    const bin = Math.min(bins - 1, Math.floor(((value - least) / (greatest - least || 1)) * bins))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return { least, greatest, counts }
}

/** How well predictions hit the truth: R² and the root of the mean squared error. */
export function fit(
  said: ArrayLike<number>,
  truth: ArrayLike<number>,
): { rSquared: number; error: number } {
  const count = truth.length
  const values = Array.from(truth)
  const mean = values.reduce((all, value) => all + value, 0) / count
  const around = values.reduce((all, value) => all + (value - mean) ** 2, 0)
  const missed = values.reduce((all, value, row) => all + (value - (said[row] ?? NaN)) ** 2, 0)
  return { rSquared: 1 - missed / around, error: Math.sqrt(missed / count) }
}

/** One column of numbers that lie row by row. */
export function column(values: Float32Array, width: number, at: number): Float32Array {
  return values.filter((_, place) => place % width === at)
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, row) => row)
}
