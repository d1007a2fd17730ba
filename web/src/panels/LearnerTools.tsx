import { useT } from '../i18n'
import { send } from '../live/connection'
import { useSession } from '../state/session'
import { Hand } from '../ui/Hand'

/** For a learner in a class: the hand, and who the page takes them for. Nothing for anybody else. */
export function LearnerTools() {
  const t = useT()
  const session = useSession((state) => state.session)
  const hand = useSession((state) => state.hand)
  if (session?.role !== 'learner' || !session.class) return null
  const raise = async (up: boolean) => {
    const { setHand } = useSession.getState()
    setHand(up)
    if (await send({ type: 'hand', up })) setHand(!up)
  }
  const name = t(hand ? 'learner.lower' : 'learner.raise')
  return (
    <>
      <span
        className="learner-name"
        title={t('learner.you', { name: session.name, course: session.class.name })}
      >
        {session.name}
      </span>
      <button
        type="button"
        className="button pill hand-button"
        aria-pressed={hand}
        aria-label={t('learner.raise')}
        title={name}
        onClick={() => void raise(!hand)}
      >
        <Hand />
      </button>
    </>
  )
}
