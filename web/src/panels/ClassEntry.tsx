import { useT } from '../i18n'
import { signOff, useSession } from '../state/session'

/** The class in the menu: a way in, a teacher's way to the classes, a learner's way out. */
export function ClassEntry() {
  const t = useT()
  const session = useSession((state) => state.session)
  if (session?.role === 'learner' && session.class) {
    return (
      <>
        <h2>{t('learner.you', { name: session.name, course: session.class.name })}</h2>
        <button type="button" className="menu-entry" onClick={() => void signOff()}>
          {t('learner.signOut')}
          <small>{t('learner.signOutHint')}</small>
        </button>
      </>
    )
  }
  // A whole load: the teacher's pages begin with a socket and a memory of their own.
  return session?.role === 'teacher' ? (
    <a className="menu-entry" href="/teach">
      {t('learner.classes')}
    </a>
  ) : (
    <a className="menu-entry" href="/sign-in">
      {t('learner.class')}
    </a>
  )
}
