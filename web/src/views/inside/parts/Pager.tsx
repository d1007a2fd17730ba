/** Turns the pages of a list of which only some can be shown at once. */

import { useT } from '../../../i18n'

interface PagerProps {
  readonly total: number
  readonly first: number
  readonly count: number
  /** What is counted: channels, filters, maps. */
  readonly word: string
  readonly onTurn: (first: number) => void
}

export function Pager({ total, first, count, word, onTurn }: PagerProps) {
  const t = useT()
  if (total <= count) return null
  const to = (place: number): void => onTurn(Math.min(total - count, Math.max(0, place)))
  const shown = t('insideImages.ofAll', { word, from: first + 1, to: first + count, total })
  return (
    <span className="inside-pager" role="group" aria-label={shown}>
      <button
        type="button"
        className="button pill"
        aria-label={t('insideImages.before', { word })}
        disabled={first === 0}
        onClick={() => to(first - count)}
      >
        ‹
      </button>
      {shown}
      <button
        type="button"
        className="button pill"
        aria-label={t('insideImages.after', { word })}
        disabled={first + count >= total}
        onClick={() => to(first + count)}
      >
        ›
      </button>
    </span>
  )
}
