import { useSay, useT } from '../i18n'
import { useCatalog } from '../state/catalog'
import { backToOwn, usePushed } from '../state/pushed'
import { Held } from './Frozen'

/** Over the workspace of a learner while the teacher's network stands in the place of theirs. */
export function PushedNote() {
  const t = useT()
  const say = useSay()
  const { own, name } = usePushed()
  // A starter's name speaks the page's language.
  const starter = useCatalog(({ catalog }) =>
    catalog?.starters.find(({ document }) => document.name === name),
  )
  const shown = starter ? say(starter.title) : name || t('app.unnamed')
  return (
    <div role="status" className="pushed">
      {own && (
        <Held>
          <p>
            <span>{t('learner.pushed', { name: shown })}</span>
            <button type="button" className="button pill" onClick={backToOwn}>
              {t('learner.backToOwn')}
            </button>
          </p>
        </Held>
      )}
    </div>
  )
}
