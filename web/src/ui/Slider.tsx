import { useId, type ReactNode } from 'react'

interface SliderProps {
  readonly label: ReactNode
  readonly value: number
  readonly text: string
  readonly least: number
  readonly greatest: number
  readonly step?: number
  readonly log?: boolean
  readonly title?: string
  readonly onChange: (value: number) => void
  readonly onDone?: () => void
}

const NOTCHES = 200

/** A slider with its name left and its value right; logarithmic where a field says so. */
export function Slider(props: SliderProps) {
  const { label, value, text, least, greatest, log = false, title, onChange, onDone } = props
  const id = useId()
  const step = log ? 1 : (props.step ?? (greatest - least) / NOTCHES)
  const [low, high] = log ? [0, NOTCHES] : [least, greatest]
  const position = log ? toNotch(value, least, greatest) : value
  const fill = ((Math.min(high, Math.max(low, position)) - low) / (high - low || 1)) * 100
  return (
    <div className="slider" title={title}>
      <label htmlFor={id}>{label}</label>
      {/* Hidden from screen readers: the slider itself says its value, a live region would twice. */}
      <span className="mono slider-text" aria-hidden="true">
        {text}
      </span>
      <input
        id={id}
        type="range"
        className="nodrag"
        min={low}
        max={high}
        step={step}
        value={position}
        aria-valuetext={text}
        style={{ '--fill': `${fill}%` } as React.CSSProperties}
        onChange={(event) => {
          const next = Number(event.target.value)
          onChange(log ? fromNotch(next, least, greatest) : next)
        }}
        onPointerUp={onDone}
        onKeyUp={onDone}
      />
    </div>
  )
}

function toNotch(value: number, least: number, greatest: number): number {
  if (value <= least) return 0
  return Math.round((Math.log(value / least) / Math.log(greatest / least)) * NOTCHES)
}

/** Two significant digits, so that a slider gives 0.03 and not 0.030199. */
function fromNotch(notch: number, least: number, greatest: number): number {
  return Number((least * (greatest / least) ** (notch / NOTCHES)).toPrecision(2))
}
