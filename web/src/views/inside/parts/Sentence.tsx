/** A calculation in its numbers, whose result is written by whoever reads the answer. */

import { Fragment } from 'react'

import type { Piece } from './preparing'

interface SentenceProps {
  readonly pieces: readonly Piece[]
  /** What a hand multiplies the number with on its way; 1 where none does. */
  readonly times?: string | null
  /** Which number of what comes in the result is. */
  readonly at: number
}

export function Sentence({ pieces, at, times = null }: SentenceProps) {
  return (
    <p className="input-sentence mono" data-spoken>
      {pieces.map(({ text, symbol }, n) => (
        <Fragment key={n}>{symbol ? <span data-symbol={symbol}>{text}</span> : text}</Fragment>
      ))}
      <b data-result={at} data-symbol="y" />
      {times !== null && ` (${times})`}
    </p>
  )
}
