import { useState } from 'react'
import { useT } from '../i18n'
import { wasSignedOut } from '../state/session'

// Read when the page is loaded, once: React may call an initializer twice.
const was = wasSignedOut()

/** Says that the session was ended by the server, to who has just been sent here by that. */
export function SignedOutNote() {
  const t = useT()
  const [shown] = useState(was)
  return shown ? (
    <p className="door-note" role="status">
      {t('classroom.signedOut')}
    </p>
  ) : null
}
