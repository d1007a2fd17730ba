/** How far an answer that takes rounds has come, of which moment it is, and what can be done about it. */

import { useT } from '../../../i18n'
import { useRun } from '../../../live/run'
import { whole } from '../../../ui/numbers'
import type { Rounds } from './rounds'
import './rounds.css'

interface RoundsBarProps {
  readonly rounds: Rounds
  readonly done: number
  readonly count: number
}

export function RoundsBar({ rounds, done, count }: RoundsBarProps) {
  const t = useT()
  const now = useRun(({ status }) => status?.shown ?? status?.step ?? null)
  const step = rounds.frame?.step ?? null
  const going = !rounds.stopped && done < count
  const told = { done: whole(done), count: whole(count) }
  return (
    <div className="rounds">
      <progress max={count} value={done} aria-label={t('embeddings.progress')} />
      <span className="rounds-told" data-testid="rounds">
        {t(rounds.stopped && done < count ? 'embeddings.stopped' : 'embeddings.rounds', told)}
        {step !== null && ` · ${t('embeddings.moment', { step: whole(step) })}`}
      </span>
      {going ? (
        <button type="button" className="live-chip" onClick={rounds.stop}>
          {t('embeddings.stop')}
        </button>
      ) : (
        <button type="button" className="live-chip" onClick={rounds.again}>
          {t('embeddings.again')}
        </button>
      )}
      {!going && step !== null && now !== null && now !== step && (
        <span className="soft">{t('embeddings.past', { step: whole(now) })}</span>
      )}
    </div>
  )
}
