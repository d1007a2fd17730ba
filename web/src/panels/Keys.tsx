import { useEffect, useRef } from 'react'
import { useT, type Key } from '../i18n'
import { useUi } from '../state/ui'

const KEYS: readonly (readonly [keys: string, what: Key])[] = [
  ['← → ↑ ↓', 'canvas.keyArrows'],
  ['Enter', 'canvas.keyEnter'],
  ['I', 'canvas.keyInside'],
  ['C', 'canvas.keyConnect'],
  ['X', 'interventions.key'],
  ['Del', 'canvas.keyDelete'],
  ['Ctrl Z · Y', 'canvas.keyUndo'],
  ['Ctrl C · X · V · D', 'canvas.keyCopy'],
  ['Ctrl A', 'canvas.keyAll'],
  ['L', 'canvas.keyLayout'],
  ['F', 'canvas.keyFit'],
  ['/', 'canvas.keySearch'],
  ['␣', 'canvas.keySpace'],
  ['M', 'slow.key'],
  ['Esc', 'canvas.keyEscape'],
  ['?', 'canvas.keyHelp'],
]

/** The list of keys; it does not stop anything behind it. */
export function Keys() {
  const t = useT()
  const shown = useUi((state) => state.keysShown)
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (shown) dialog.current?.show()
    else dialog.current?.close()
  }, [shown])
  const hide = () => useUi.getState().showKeys(false)
  return (
    <dialog ref={dialog} className="keys" aria-label={t('canvas.keyTitle')} onClose={hide}>
      <header>
        <h2>{t('canvas.keyTitle')}</h2>
        <button type="button" className="button pill" onClick={hide}>
          {t('app.close')}
        </button>
      </header>
      <dl>
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}
