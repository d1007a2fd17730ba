/** Opens and closes many runs at once. */

import { useT } from '../../i18n'
import { useAllowed } from '../../state/guide'
import { useSweep } from '../../state/sweep'

export function SweepButton({ ready }: { readonly ready: boolean }) {
  const t = useT()
  const open = useSweep((state) => state.open)
  const allowed = useAllowed('training')
  if (!allowed) return null
  return (
    <button
      type="button"
      className="live-slow"
      disabled={!ready}
      aria-pressed={open}
      aria-label={t('sweep.title')}
      title={t('sweep.title')}
      onClick={() => useSweep.getState().toggle()}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" fill="currentColor" aria-hidden="true">
        <path d="M2 2h3v3H2zM6.5 2h3v3h-3zM11 2h3v3h-3zM2 6.5h3v3H2zM6.5 6.5h3v3h-3zM11 6.5h3v3h-3zM2 11h3v3H2zM6.5 11h3v3h-3zM11 11h3v3h-3z" />
      </svg>
    </button>
  )
}
