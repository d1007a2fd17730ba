import { useEffect, useRef, useState, type ReactNode } from 'react'

interface MenuProps {
  readonly label: ReactNode
  readonly name?: string
  readonly children: (close: () => void) => ReactNode
}

/** A button that opens a small panel below itself; Escape or a click elsewhere closes it. */
export function Menu({ label, name, children }: MenuProps) {
  const [open, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (!frame.current?.contains(event.target as Node)) setOpen(false)
    }
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      frame.current?.querySelector('button')?.focus()
    }
    window.addEventListener('pointerdown', outside)
    window.addEventListener('keydown', escape, true)
    return () => {
      window.removeEventListener('pointerdown', outside)
      window.removeEventListener('keydown', escape, true)
    }
  }, [open])
  return (
    <div className="menu" ref={frame}>
      <button
        type="button"
        className="button pill"
        aria-label={name}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open && <div className="menu-panel">{children(() => setOpen(false))}</div>}
    </div>
  )
}
