import { useId, type ReactNode } from 'react'
import { useT } from '../i18n'
import { useModal } from './dialog'
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
  const dialog = useModal()
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
