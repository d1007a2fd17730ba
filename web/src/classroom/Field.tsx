import { useId, type InputHTMLAttributes } from 'react'

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string
  readonly help?: string
  readonly value: string
  readonly onChange: (text: string) => void
}

/** One line to type into, with its name above and a word of help below. */
export function Field({ label, help, onChange, ...input }: FieldProps) {
  const id = useId()
  return (
    <div className="door-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        {...input}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.target.value)}
      />
      {help !== undefined && (
        <small id={`${id}-help`} className="soft">
          {help}
        </small>
      )}
    </div>
  )
}
