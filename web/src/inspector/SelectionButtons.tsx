import { useT } from '../i18n'
import { Locked } from '../panels/Locked'
import { duplicateSelection, removeSelection } from '../state/actions'

/** What can be done with whole layers, one or several. */
export function SelectionButtons() {
  const t = useT()
  return (
    <Locked part="layers">
      <div className="buttons">
        <button type="button" className="button" onClick={duplicateSelection}>
          {t('inspector.duplicate')}
        </button>
        <button type="button" className="button" onClick={removeSelection}>
          {t('inspector.remove')}
        </button>
      </div>
    </Locked>
  )
}
