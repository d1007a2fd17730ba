/** The proof of a gradient: the number is moved a little either way, and the loss is looked at. */

import { useState } from 'react'

import { useT } from '../../i18n'
import { readable } from '../../ui/numbers'
import type { Probe } from '../../wire/messages.gen'
import { told } from './Line'
import { Refused } from './Refused'
import { numbersOf, useTold } from './told'

/** Computed on the device when somebody asks; another number or step is asked for anew. */
export function Check({ probe }: { readonly probe: Probe }) {
  const t = useT()
  const key = JSON.stringify(probe)
  const [wanted, setWanted] = useState('')
  const { frame, problem } = useTold(wanted === key ? probe : null)
  if (wanted !== key)
    return (
      <button type="button" className="button pill slow-check" onClick={() => setWanted(key)}>
        {t('slow.check')}
      </button>
    )
  if (problem) return <Refused problem={problem} />
  if (frame === null) return <p className="soft">{t('slow.checking')}</p>
  const [, by, above, below, quotient, apart] = numbersOf(frame, 0)
  if (quotient === undefined) return <p className="soft">{t('slow.uncheckable')}</p>
  return (
    <p className="slow-checked">
      {t('slow.nudged', { by: readable(by ?? NaN, 4) })}{' '}
      <span className="mono">
        ({readable(above ?? NaN, 6)} − {readable(below ?? NaN, 6)}) / {readable(2 * (by ?? NaN), 4)}{' '}
        = <b data-told="quotient">{told(quotient)}</b>
      </span>{' '}
      {t('slow.apart', { apart: readable(100 * (apart ?? NaN), 2) })}
    </p>
  )
}
