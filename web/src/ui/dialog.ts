import { useLayoutEffect, useRef, type RefObject } from 'react'

/** A dialog that is modal as long as it is mounted; afterwards the focus is where it was. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null)
  // A later effect would close it when it has left the page already: the focus would be lost.
  useLayoutEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => shown?.close()
  }, [])
  return dialog
}
