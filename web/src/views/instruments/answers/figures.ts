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

/**
 * How well scores tell a class from the rest. The curves begin where nothing is taken for it, and
 * end there where a score is no number: what cannot be ranked has no threshold.
 */
export function separation(told: Told, one: number): Separation {
  const [own, rest] = sortedScores(told, one)
  const [positives, negatives] = [own.length, rest.length]
  const [falseRate, trueRate, precision] = [[0], [0], [1]]
  if ([own[0], rest[0]].some(Number.isNaN))
    return { positives, falseRate, trueRate, precision, area: NaN, average: NaN }
  let [hits, alarms, area, average, lastX, lastY] = [0, 0, 0, 0, 0, 0]
  while (hits < positives || alarms < negatives) {
    const score = Math.max(own[hits] ?? -Infinity, rest[alarms] ?? -Infinity)
    while (own[hits] === score) hits += 1
    while (rest[alarms] === score) alarms += 1
    const [x, y, correct] = [alarms / negatives, hits / positives, hits / (hits + alarms)]
    area += ((x - lastX) * (y + lastY)) / 2
    average += (y - lastY) * correct
    falseRate.push(x)
    trueRate.push(y)
    precision.push(correct)
    ;[lastX, lastY] = [x, y]
  }
  return { positives, falseRate, trueRate, precision, area, average }
}

/** Of the rows of a class and of all others, from the highest, what is no number before all. */
function sortedScores({ count, classes, right, scores }: Told, one: number) {
  const sorted = (own: boolean): Float32Array => {
    const rows = indices(count).filter((row) => (right[row] === one) === own)
    const found = Float32Array.from(rows, (row) => scores[row * classes + one] ?? NaN)
    // Without a function that compares it sorts far faster than rows would be.
    return found.sort().reverse()
  }
  return [sorted(true), sorted(false)] as const
}

/** Answers about as sure as each other: how many, how sure on average, what share of them is right. */
export interface Bin {
  readonly count: number
  readonly sure: number
  readonly right: number
}

export const BINS = 10
const EDGES = Array.from({ length: BINS - 1 }, (_, n) => (n + 1) / BINS)

/** Ten bins of sureness from 0 to 1, each closed above, and the expected calibration error. */
export function calibration(told: Told): { bins: Bin[]; error: number } {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, sure: 0, right: 0 }))
  for (let row = 0; row < told.count; row++) {
    const sure = sureness(told, row)
    if (Number.isNaN(sure)) continue
    const above = EDGES.findIndex((edge) => edge >= sure)
    const bin = sums[above < 0 ? EDGES.length : above]
    if (!bin) continue
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
