/** A unit's sum as steps of a running total: its largest terms first, the rest as one, its bias. */

import { largestTerms, type Term, type Working } from '../../terms'

/** One step: the total before and after it; `term` where it is a single one. */
export interface Step {
  readonly what: 'term' | 'rest' | 'bias'
  readonly term: Term | null
  /** How many terms it stands for. */
  readonly count: number
  readonly by: number
  readonly from: number
  readonly to: number
}

/** The `most` largest terms by size, the sum of all others, and the bias where there is one. */
export function stepsOf(working: Working, most: number, biased: boolean): Step[] {
  const { terms, rest, restCount } = largestTerms(working, most)
  const sorted = terms.sort((a, b) => Math.abs(b.product) - Math.abs(a.product))
  const steps: Step[] = []
  let total = 0
  const add = (what: Step['what'], by: number, count: number, term: Term | null = null): void => {
    steps.push({ what, term, count, by, from: total, to: total + by })
    total += by
  }
  for (const term of sorted) add('term', term.product, 1, term)
  if (restCount > 0) add('rest', rest, restCount)
  if (biased) add('bias', working.bias ?? 0, 0)
  return steps
}

/** The ends of an axis that holds zero, every running total and the sum. */
export function reachOf(steps: readonly Step[], sum: number): [number, number] {
  const totals = [0, sum, ...steps.map(({ to }) => to)].filter(Number.isFinite)
  const [least, greatest] = [Math.min(...totals), Math.max(...totals)]
  return least === greatest ? [-1, 1] : [least, greatest]
}
