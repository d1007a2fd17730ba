import { useT } from '../i18n'
import { useSession } from '../state/session'

/** For a learner in a class: who the page takes them for. Nothing for anybody else. */
export function LearnerTools() {
  const t = useT()
  const session = useSession((state) => state.session)
  if (session?.role !== 'learner' || !session.class) return null
  return (
    <span
      className="learner-name"
      title={t('learner.you', { name: session.name, course: session.class.name })}
    >
      {session.name}
    </span>
  )
}
