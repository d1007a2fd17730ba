/** Rows of a run as lines; thinned for drawing, never smoothed. */

import type { Row } from '../wire/messages.gen'

export interface Line {
  x: number[]
  y: number[]
}

export interface Series {
  training: Line
  validation: Line
}

const MOST_POINTS = 1500

/** The two lines of `name` ("loss", a metric, the learning rate); numbers that are not there leave no point. */
export function series(rows: readonly Row[], name: string): Series {
  return {
    training: thinned(rows, (row) => valueOf(row, name)),
    validation: thinned(
      rows.filter((row) => row.validation !== null),
      (row) => (row.validation ? valueOf(row.validation, name) : null),
    ),
  }
}

type Values = Pick<Row, 'loss' | 'metrics'> & { learning_rate?: number | null }

function valueOf(row: Values, name: string): number | null {
  if (name === 'learning_rate') return row.learning_rate ?? null
  return (name === 'loss' ? row.loss : row.metrics[name]) ?? null
}

/** Evenly picked rows, always with the last: each point drawn is a number that was measured. */
function thinned(rows: readonly Row[], value: (row: Row) => number | null): Line {
  const line: Line = { x: [], y: [] }
  const stride = Math.max(1, Math.ceil(rows.length / MOST_POINTS))
  rows.forEach((row, n) => {
    if (n % stride !== 0 && n !== rows.length - 1) return
    const y = value(row)
    if (y === null) return
    line.x.push(row.step)
    line.y.push(y)
  })
  return line
}

/** The newest numbers up to the step `until`, for the readings beside the curves. */
export function latest(
  rows: readonly Row[],
  name: string,
  until = Infinity,
): { training: number | null; validation: number | null } {
  const last = rows.findLast(({ step }) => step <= until)
  const checked = rows.findLast(({ step, validation }) => validation !== null && step <= until)
  return {
    training: last ? valueOf(last, name) : null,
    validation: checked?.validation ? valueOf(checked.validation, name) : null,
  }
}
