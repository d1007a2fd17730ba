import { useSay, useT } from '../i18n'
import { short } from '../ui/numbers'
import { Slider } from '../ui/Slider'
import { NumberBox } from '../ui/NumberBox'
import { Row, type FieldRowProps } from './Row'

/** A number that may be left out: a switch, and while it is on a slider (or a box without limits). */
export function OptionalNumber(props: FieldRowProps) {
  const { field, value, onChange } = props
  const number = typeof value === 'number' ? value : null
  return (
    <Optional {...props} number={number} start={field.start ?? field.minimum ?? 0} set={onChange} />
  )
}

/** The largest norm of the weights that lead to one output, or none. */
export function Constraint(props: FieldRowProps) {
  const { field, value, onChange } = props
  const given = value as { max_norm?: number } | null
  return (
    <Optional
      {...props}
      field={{ ...field, minimum: 0.1, maximum: 10, scale: 'log' }}
      number={given === null ? null : (given.max_norm ?? 2)}
      start={2}
      set={(number) => onChange(number === null ? null : { max_norm: number })}
    />
  )
}

interface OptionalProps extends FieldRowProps {
  readonly number: number | null
  readonly start: number
  readonly set: (number: number | null) => void
}

function Optional({ field, number, start, set, onDone }: OptionalProps) {
  const t = useT()
  const say = useSay()
  const { minimum, maximum } = field
  const label = say(field.label)
  const log = field.scale === 'log'
  return (
    <div className="optional">
      {number === null ? (
        <span className="optional-name" title={say(field.help)}>
          {label}
        </span>
      ) : maximum === null ? (
        <Row label={label} title={say(field.help)}>
          <NumberBox
            label={label}
            value={number}
            least={minimum}
            onChange={(next) => next !== null && set(next)}
          />
        </Row>
      ) : (
        <Slider
          label={label}
          title={say(field.help)}
          value={number}
          text={short(number)}
          least={log ? Math.max(minimum ?? 0, 1e-5) : (minimum ?? 0)}
          greatest={log ? Math.min(maximum, 10) : maximum}
          step={0.01}
          log={log}
          onChange={set}
          onDone={onDone}
        />
      )}
      <input
        type="checkbox"
        className="switch"
        aria-label={t('inspector.inUse', { name: label })}
        checked={number !== null}
        onChange={(event) => set(event.target.checked ? start : null)}
      />
    </div>
  )
}
