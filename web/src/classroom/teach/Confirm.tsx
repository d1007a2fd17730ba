import { useT } from '../../i18n'
import { useAttempt } from '../attempt'
import { Modal } from '../../ui/Modal'
import { Refusal } from '../Refusal'

interface ConfirmProps {
  readonly title: string
  /** What will be gone or changed. */
  readonly what: string
  readonly action: string
  readonly act: () => Promise<unknown>
  readonly done: () => Promise<void>
  readonly onClose: () => void
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, what, action, act, done, onClose }: ConfirmProps) {
  const t = useT()
  const attempt = useAttempt()
  const go = async () => {
    const answer = await attempt.run(async () => {
      await act()
      return true
    })
    if (!answer) return
    await done()
    onClose()
  }
  return (
    <Modal title={title} className="confirm" onClose={onClose}>
      <p>{what}</p>
      <Refusal problem={attempt.problem} />
      <footer>
        <button type="button" className="button" onClick={onClose}>
          {t('teach.cancel')}
        </button>
        <button
          type="button"
          className="button danger"
          disabled={attempt.busy}
          onClick={() => void go()}
        >
          {action}
        </button>
      </footer>
    </Modal>
  )
}
