/** A button that files are dropped on, or that opens the window to choose them. */

import { useRef, useState, type ReactNode } from 'react'

interface ZoneProps {
  readonly children: ReactNode
  readonly label: string
  readonly accept: string
  readonly disabled?: boolean
  readonly multiple?: boolean
  readonly take: (files: File[]) => void
}

export function FileZone({ children, label, accept, disabled, multiple, take }: ZoneProps) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const taken = (list: FileList | null): void => {
    const files = [...(list ?? [])]
    if (files.length > 0) take(multiple ? files : files.slice(0, 1))
  }
  return (
    <>
      <button
        type="button"
        className={`own-zone${over ? ' over' : ''}`}
        disabled={disabled}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          taken(event.dataTransfer.files)
        }}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        accept={accept}
        multiple={multiple}
        hidden
        aria-label={label}
        onChange={(event) => {
          taken(event.target.files)
          event.target.value = ''
        }}
      />
    </>
  )
}
