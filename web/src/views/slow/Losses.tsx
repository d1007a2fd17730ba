/** The examples of the batch as bars: each a button, as high as its loss once that is computed. */

import { useT } from '../../i18n'
import { useSlow } from '../../state/slow'
import type { Frame } from '../../wire/frames'
import { told } from './Line'
import { numbersOf } from './told'

interface LossesProps {
  readonly batch: Frame
  readonly chosen: number
  /** Whether the losses are known at this stage. */
  readonly known: boolean
}

const MOST = 128

export function Losses({ batch, chosen, known }: LossesProps) {
  const t = useT()
  const which = numbersOf(batch, 0)
  const losses = numbersOf(batch, 1)
  const sound = losses.filter(Number.isFinite)
  const greatest = Math.max(...sound, 1e-12)
  const first = chosen < MOST ? 0 : chosen - MOST + 1
  return (
    <div className="slow-bars" role="group" aria-label={t('slow.examples')}>
      {which.slice(first, first + MOST).map((number, n) => {
        const at = first + n
        const loss = losses[at]
        const say = { n: at + 1, number: number + 1, loss: told(loss) }
        const text = t(known ? 'slow.barLoss' : 'slow.bar', say)
        return (
          <button
            key={at}
            type="button"
            aria-label={text}
            title={text}
            aria-pressed={at === chosen}
            onClick={() => useSlow.getState().choose(at)}
          >
            <i style={{ height: known ? `${(100 * (loss ?? 0)) / greatest}%` : '12%' }} />
          </button>
        )
      })}
    </div>
  )
}
