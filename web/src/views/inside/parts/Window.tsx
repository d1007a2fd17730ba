/** Which part of a long row is shown, and the buttons that show what comes before and after. */

import { useT } from '../../../i18n'
import { whole } from '../../../ui/numbers'

interface WindowProps {
  readonly first: number
  readonly count: number
  readonly time: number
  go(first: number): void
}

export function Window({ first, count, time, go }: WindowProps) {
  const t = useT()
  const values = { first: whole(first + 1), last: whole(first + count), count: whole(time) }
  return (
    <span className="sequences-choice">
      <button
        type="button"
        className="button"
        aria-label={t('insideSequences.earlier')}
        disabled={first === 0}
        onClick={() => go(windowAt(first - count, time, count))}
      >
        ‹
      </button>
      <span className="soft mono">{t('insideSequences.window', values)}</span>
      <button
        type="button"
        className="button"
        aria-label={t('insideSequences.later')}
        disabled={first + count >= time}
        onClick={() => go(windowAt(first + count, time, count))}
      >
        ›
      </button>
    </span>
  )
}

/** Where a window of `count` of `length` begins that wants to begin at `wanted`. */
export function windowAt(wanted: number, length: number, count: number): number {
  return Math.min(length - count, Math.max(0, wanted))
}
