/** A text whose words are as strongly colored as they count. */

import { useT } from '../../../i18n'
import { readable } from '../../../ui/numbers'
import type { Heat } from './shares'
import { useTokens } from './tokens'

export function HeatWords({ label }: { label: string }) {
  const t = useT()
  const tokens = useTokens()
  const fillers = tokens?.filter(({ word }) => word === null).length ?? 0
  const glued = tokens?.every(({ word }) => word === null || word.length === 1) === true
  return (
    <div
      className="why-words"
      tabIndex={0}
      role="group"
      aria-describedby={label}
      data-length={tokens?.length ?? 0}
    >
      {fillers > 0 && <small className="soft">{t('live.fillers', { count: fillers })}</small>}
      {tokens?.map(({ word }, place) =>
        word === null ? null : (
          <span key={place} data-place={place}>
            {glued ? word : `${word} `}
          </span>
        ),
      )}
    </div>
  )
}

const STRONGEST = 85 // per cent of the color: the word must stay readable

/** Colors every word by its value, which its title tells; one place may stand for several words. */
export function paintWords(root: Element, { data, columns }: Heat, positive: boolean): void {
  const text = root.querySelector<HTMLElement>('.why-words')
  const length = Number(text?.dataset.length)
  if (!text || !length) return
  const stride = Math.ceil(length / columns)
  const reach = data.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9)
  text.querySelectorAll<HTMLElement>('[data-place]').forEach((word) => {
    const value = data[Math.floor(Number(word.dataset.place) / stride)] ?? NaN
    const color = !positive && value < 0 ? '--negative' : '--positive'
    const share = Math.round((STRONGEST * Math.abs(value)) / reach)
    word.style.background = `color-mix(in oklab, var(${color}) ${share || 0}%, transparent)`
    word.title = readable(value)
  })
}
