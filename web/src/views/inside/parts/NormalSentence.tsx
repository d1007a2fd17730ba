/** The calculation of one normalized number, with its numbers; whoever reads the answer fills it. */

import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import type { Normalized } from './normalized'

interface SentenceProps {
  /** Divides by the root of the mean square instead. */
  readonly rms: boolean
  readonly scaled: boolean
  readonly centered: boolean
}

export function Sentence({ rms, scaled, centered }: SentenceProps) {
  return (
    <p className="norms-sentence mono">
      {!rms && '('}
      <Value name="x" />
      {!rms && (
        <>
          {' − '}
          <Value name="mean" />
          {')'}
        </>
      )}
      {' / √('}
      <Value name="variance" symbol={rms ? 'square' : 'variance'} />
      {' + '}
      <Value name="epsilon" />
      {')'}
      {scaled && (
        <>
          {' · '}
          <Value name="gamma" />
        </>
      )}
      {centered && (
        <>
          {' + '}
          <Value name="beta" />
        </>
      )}
      {' = '}
      <b>
        <Value name="y" />
      </b>
    </p>
  )
}

function Value({ name, symbol = name }: { name: string; symbol?: string }) {
  return (
    <span data-value={name} data-symbol={symbol}>
      …
    </span>
  )
}

const NAMES = ['x', 'mean', 'variance', 'epsilon', 'gamma', 'beta', 'y'] as const

/** Writes the numbers below `root`; a negative one behind a sign stands in brackets. */
export function writeSentence(root: HTMLElement, read: Normalized): void {
  for (const name of NAMES) {
    const behind = name !== 'x' && name !== 'y'
    const text = readable(read[name])
    for (const element of root.querySelectorAll(`[data-value="${name}"]`))
      put(element, behind && read[name] < 0 ? `(${text})` : text)
  }
}
