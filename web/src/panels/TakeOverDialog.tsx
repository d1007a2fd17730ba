import type { TakenOver } from '../api/code'
import { useSay, useT } from '../i18n'
import { asDocument } from '../model/read'
import { openDocument } from '../state/actions'
import { Modal } from '../ui/Modal'
import './code.css'

interface TakeOverDialogProps {
  readonly found: TakenOver
  readonly close: () => void
}

/** What a Keras model becomes here and what it loses; only then does it replace the network. */
export function TakeOverDialog({ found, close }: TakeOverDialogProps) {
  const t = useT()
  const say = useSay()
  const network = asDocument(found.document)
  const layers = network.nodes.length
  const title = network.name ? t('code.takenTitle', { name: network.name }) : t('code.takenUnnamed')
  const { notes } = found
  return (
    <Modal title={title} onClose={close}>
      <p>
        {t('code.layers', { count: layers })}{' '}
        {notes.length > 0 ? t('code.notes', { count: notes.length }) : t('code.everything')}
      </p>
      {notes.length > 0 && (
        <ul
          className="taken-notes"
          tabIndex={0}
          aria-label={t('code.notes', { count: notes.length })}
        >
          {notes.map(({ message }, place) => (
            <li key={place} className="problem-text">
              {say(message)}
            </li>
          ))}
        </ul>
      )}
      <p className="soft">
        {t('code.bringsNoData')} {t('code.notYet')}
      </p>
      <footer>
        <button type="button" className="button" onClick={close}>
          {t('code.cancel')}
        </button>
        <button
          type="button"
          className="button primary"
          onClick={() => {
            close()
            openDocument(network)
          }}
        >
          {t('code.openIt')}
        </button>
      </footer>
    </Modal>
  )
}
