import { useT } from '../i18n'
import { useUi } from '../state/ui'

/** A button that copies; where the clipboard is closed it says what to do instead. */
export function Copy({ text, label }: { text: string; label: string }) {
  const t = useT()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      useUi.getState().say(t('classroom.copied'))
    } catch {
      useUi.getState().say(t('classroom.notCopied'))
    }
  }
  return (
    <button type="button" className="button pill" onClick={() => void copy()}>
      {label}
    </button>
  )
}
