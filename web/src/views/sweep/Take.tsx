/** Asks before a network of the sweep becomes the run, and says so afterwards. */

import { useEffect, useRef, useState } from 'react'

import { useSay, useT } from '../../i18n'
import { adopt, type Member } from '../../live/sweeps'
import { useUi } from '../../state/ui'
import { Modal } from '../../ui/Modal'
import { whole } from '../../ui/numbers'
import type { Problem } from '../../wire/messages.gen'

interface TakeProps {
  readonly member: Member
  readonly values: string
  /** ``taken``: it is the run now. */
  readonly onDone: (taken: boolean) => void
}

export function Take({ member, values, onDone }: TakeProps) {
  const t = useT()
  const say = useSay()
  const [refused, setRefused] = useState<Problem | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  const words = { values, step: whole(member.step) }
  const take = async (): Promise<void> => {
    const problem = await adopt(member.number)
    setRefused(problem)
    if (problem !== null) return
    useUi.getState().say(t('sweep.adopted', words))
    onDone(true)
  }
  return (
    <Modal title={t('sweep.confirm')} onClose={() => onDone(false)}>
      <p>{t('sweep.confirmWhat', words)}</p>
      {refused && (
        <p className="sweep-wrong" role="alert">
          {say(refused.message)}
        </p>
      )}
      <div className="buttons">
        <button ref={button} type="button" className="button primary" onClick={() => void take()}>
          {t('sweep.adopt')}
        </button>
        <button type="button" className="button" onClick={() => onDone(false)}>
          {t('sweep.cancel')}
        </button>
      </div>
    </Modal>
  )
}
