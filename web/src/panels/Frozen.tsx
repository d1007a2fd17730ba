import type { ReactNode } from 'react'
import { useT } from '../i18n'
import { useFrozen } from '../state/session'

/** Over the workspace of a learner while the teacher has stopped everybody. */
export function Frozen() {
  const t = useT()
  const frozen = useFrozen()
  return (
    <div role="status" className="frozen">
      {frozen && <p>{t('learner.frozen')}</p>}
    </div>
  )
}

/** What cannot be used meanwhile; it stays where it is. */
export function Held({ children }: { children: ReactNode }) {
  const frozen = useFrozen()
  return (
    <div className="held" inert={frozen}>
      {children}
    </div>
  )
}
