import { useEffect } from 'react'
import { useT } from '../../i18n'
import { useModal } from '../../ui/dialog'

interface LargeCodeProps {
  readonly course: string
  readonly code: string
  readonly onClose: () => void
}

/** Address and code over the whole screen, for the projector. */
export function LargeCode({ course, code, onClose }: LargeCodeProps) {
  const t = useT()
  const dialog = useModal()
  useEffect(() => {
    // Refused where a browser does not allow it; then it fills the window only.
    void dialog.current?.requestFullscreen().catch(() => null)
    return () => {
      if (document.fullscreenElement) void document.exitFullscreen()
    }
  }, [dialog])
  return (
    <dialog
      ref={dialog}
      className="large-code"
      aria-label={t('teach.code')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <p className="large-course">{course}</p>
      <p className="large-address mono">{location.host}/join</p>
      <output className="mono">{code}</output>
      <button type="button" className="button" onClick={onClose} autoFocus>
        {t('app.close')}
      </button>
    </dialog>
  )
}
