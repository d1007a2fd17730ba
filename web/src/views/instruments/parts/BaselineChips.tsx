/** What "nothing" is: zeros, or the mean of the training data. */

import { useT } from '../../../i18n'
import { Chip } from '../../../ui/Chip'

export type Baseline = 'zeros' | 'mean'

interface BaselineProps {
  readonly baseline: Baseline
  readonly choose: (baseline: Baseline) => void
}

export function BaselineChips({ baseline, choose }: BaselineProps) {
  const t = useT()
  return (
    <span className="why-chips" role="group" aria-label={t('why.baseline')}>
      <Chip label={t('why.zeros')} on={baseline === 'zeros'} toggle={() => choose('zeros')} />
      <Chip label={t('why.mean')} on={baseline === 'mean'} toggle={() => choose('mean')} />
    </span>
  )
}
