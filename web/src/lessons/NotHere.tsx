import { Link } from 'wouter'
import type { Refused } from '../api/client'
import { useSay, useT } from '../i18n'

interface NotHereProps {
  readonly refused: Refused
  /** Asks once more, on the page that every other way would lead back to. */
  readonly again?: () => void
}

/** Why there is nothing to read, and the way on. */
export function NotHere({ refused, again }: NotHereProps) {
  const t = useT()
  const say = useSay()
  const message = refused.problems[0]?.message
  const text = refused.status === 404 || !message ? t('lessons.noLesson') : say(message)
  const [href, way] =
    refused.status === 401
      ? (['/join', t('lessons.signIn')] as const)
      : (['/lessons', t('lessons.toMap')] as const)
  return (
    <div className="lesson-notice">
      <p role="alert">{text}</p>
      {again && refused.status !== 401 ? (
        <button type="button" className="button act" onClick={again}>
          {t('lessons.askAgain')}
        </button>
      ) : (
        <Link href={href} className="button act">
          {way}
        </Link>
      )}
    </div>
  )
}
