/** The sheet of a pad: drawn on by pointer, touch or keyboard, centered or not, cleared. */

import { useEffect, useId, useRef, useState, type PointerEvent } from 'react'

import { useT } from '../i18n'
import { Chip } from '../ui/Chip'
import type { Pad } from './pad'

interface SheetProps {
  readonly pad: Pad
  /** What the Enter key does. */
  readonly enter?: () => void
}

export function PadSheet({ pad, enter }: SheetProps) {
  const t = useT()
  const keys = useId()
  const [centering, setCentering] = useState(pad.centering)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => pad.mount(canvas.current), [pad])

  const place = (event: PointerEvent<HTMLElement>): [number, number] => {
    const { side } = pad.ink
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * side
    return [x, ((event.clientY - box.top) / box.height) * side]
  }
  const lift = (): void => pad.lift()
  const center = (): void => {
    pad.center(!centering)
    setCentering(!centering)
  }
  return (
    <div className="live-pad">
      <button
        type="button"
        className="live-pad-sheet nodrag nopan"
        aria-label={t('live.pad')}
        aria-describedby={keys}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          pad.touch(place(event))
        }}
        onPointerMove={(event) => {
          if (pad.last) pad.lineTo(place(event))
        }}
        onPointerUp={lift}
        onPointerCancel={lift}
        onKeyDown={(event) => {
          if (enter && event.key === 'Enter') enter()
          else if (!pad.type(event.key, event.shiftKey)) return
          event.preventDefault()
          event.stopPropagation()
        }}
      >
        <canvas ref={canvas} className="live-map live-pixels" data-testid="pad" />
      </button>
      <p id={keys} className="live-hint">
        {t('live.padKeys')}
      </p>
      <div className="live-chips">
        <Chip label={t('live.center')} on={centering} toggle={center} />
        <button type="button" className="live-chip" onClick={() => pad.clear()}>
          {t('live.clear')}
        </button>
      </div>
    </div>
  )
}
