import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { useT } from '../i18n'
import './modal.css'

interface ModalProps {
  readonly title: string
  readonly className?: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A window over the page; Escape or its cross closes it, and the focus returns. */
export function Modal({ title, className = '', onClose, children }: ModalProps) {
  const t = useT()
  const name = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  // Closed while it still stands in the page: only then does the focus go back.
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`modal ${className}`}
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2 id={name}>{title}</h2>
        <button type="button" className="button pill" aria-label={t('app.close')} onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  )
}
