/** What a frame of answers says: outputs, targets and losses of many examples; which class was said. */

import type { Frame } from '../../../wire/frames'

/** Rows one behind the other; `rows` are their numbers in the part. */
export interface Answers {
  readonly step: number
  readonly count: number
  /** Numbers in one output. */
  readonly width: number
  readonly rows: Float32Array
  readonly outputs: Float32Array
  readonly targets: Float32Array
  /** Numbers in one target; 0 where none are known. */
  readonly targetWidth: number
  readonly losses: Float32Array
}

/** The frame's numbers without the padding behind them; null where it is no such frame. */
export function answersOf(frame: Frame): Answers | null {
  const [outputs, targets, losses, which] = frame.parts.map(({ data }) => data as Float32Array)
  if (!outputs || !targets || !losses || !which) return null
  const all = which.length
  const end = which.indexOf(-1)
  const count = end < 0 ? all : end
  const [width, targetWidth] = [outputs.length / all, targets.length / all]
  return {
    step: frame.step,
    count,
    width,
    rows: which.subarray(0, count),
    outputs: outputs.subarray(0, count * width),
    targets: targets.subarray(0, count * targetWidth),
    targetWidth,
    losses: losses.subarray(0, count),
  }
}

/** How an output's numbers are to be read. */
export interface Reading {
  readonly activation: string
  /** The loss makes probabilities of the sums that come out. */
  readonly logits: boolean
  /** Each of several outputs is a yes or no of its own. */
  readonly apart: boolean
}

/** Which class each row was said to be, and is. `scores` [count, classes] is higher for likelier ones. */
export interface Told {
  readonly count: number
  readonly classes: number
  readonly said: Uint16Array
  readonly right: Uint16Array
  readonly scores: Float32Array
  /** Whether the scores are probabilities. */
  readonly probable: boolean
}

const PROBABLE = new Set(['softmax', 'sigmoid'])

/** The answers as classes; null where the targets are none. One output is the second of two. */
export function toldOf(answers: Answers, reading: Reading): Told | null {
  const { count, width, targetWidth, targets } = answers
  if (targetWidth === 0) return null
  const classes = Math.max(2, width)
  const signs = width === 1 && written(answers, reading) === 'signs'
  const probable = !signs && (reading.logits || PROBABLE.has(reading.activation))
  const values = reading.logits ? chances(answers, reading.apart || width === 1) : answers.outputs
  const scores = width === 1 ? twoSided(values, signs) : values
  const [said, right] = [new Uint16Array(count), new Uint16Array(count)]
  for (let row = 0; row < count; row++) {
    said[row] = width === 1 ? Number(above(values[row], signs ? 0 : 0.5)) : best(scores, row, width)
    if (width === 1) right[row] = Number(above(targets[row], 0))
    else right[row] = targetWidth === 1 ? (targets[row] ?? 0) : best(targets, row, targetWidth)
  }
  return { count, classes, said, right, scores, probable }
}

/** Whether one output is to say 0 or 1, or -1 or +1; all rows may be of the second class. */
function written({ targets }: Answers, reading: Reading): 'zero and one' | 'signs' {
  if (targets.includes(0) || reading.logits || reading.apart) return 'zero and one'
  if (reading.activation.endsWith('sigmoid')) return 'zero and one'
  return 'signs'
}

/** How sure the network was of what it said about a row. */
export function sureness(told: Told, row: number): number {
  return told.scores[row * told.classes + (told.said[row] ?? 0)] ?? NaN
}

function above(value = NaN, cut: number): boolean {
  return value > cut
}

function best(values: Float32Array, row: number, width: number): number {
  let at = 0
  for (let n = 1; n < width; n++)
    if ((values[row * width + n] ?? -Infinity) > (values[row * width + at] ?? -Infinity)) at = n
  return at
}

/** Scores of both classes from the one number that speaks for the second. */
function twoSided(values: Float32Array, signs: boolean): Float32Array {
  const scores = new Float32Array(2 * values.length)
  values.forEach((value, row) => {
    scores[2 * row] = signs ? -value : 1 - value
    scores[2 * row + 1] = value
  })
  return scores
}

function chances({ outputs, count, width }: Answers, apart: boolean): Float32Array {
  if (apart) return outputs.map((sum) => 1 / (1 + Math.exp(-sum)))
  const shares = new Float32Array(outputs.length)
  for (let row = 0; row < count; row++) {
    const sums = outputs.subarray(row * width, (row + 1) * width)
    const greatest = sums.reduce((most, sum) => Math.max(most, sum), -Infinity)
    const powers = sums.map((sum) => Math.exp(sum - greatest))
    const total = powers.reduce((all, power) => all + power, 0)
    shares.set(
      powers.map((power) => power / total),
      row * width,
    )
  }
  return shares
}

/** The class of each of `count` rows, however targets are written. */
export function classesIn(targets: Float32Array, count: number): Uint16Array {
  const width = targets.length / count
  return Uint16Array.from({ length: count }, (_, row) =>
    width === 1 ? Math.max(0, targets[row] ?? 0) : best(targets, row, width),
  )
}
