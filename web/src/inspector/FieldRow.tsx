import { useId } from 'react'
import { useSay, useT } from '../i18n'
import { named } from '../model/catalog'
import { useCatalog } from '../state/catalog'
import { NumberBox } from '../ui/NumberBox'
import { short } from '../ui/numbers'
import { words } from '../ui/pretty'
import { Slider } from '../ui/Slider'
import { Initializer, InnerLayer } from './Chosen'
import { Columns } from './Columns'
import { KindNote } from './KindNote'
import { ListBox } from './ListBox'
import { Monitor } from './Monitor'
import { Constraint, OptionalNumber } from './Optional'
import { ProblemLines } from './ProblemLines'
import { Regularizer } from './Regularizer'
import { Row, type FieldRowProps } from './Row'

/** One setting: its name, its control, and what is wrong with it. */
export function FieldRow(props: FieldRowProps) {
  const say = useSay()
  const { field, problems } = props
  return (
    <div>
      <Control {...props} />
      <ProblemLines problems={problems} />
      <p className="field-help">{say(field.help)}</p>
    </div>
  )
}

/** The control that fits the type of a field. */
function Control(props: FieldRowProps) {
  switch (props.field.type) {
    case 'number':
      return props.field.nullable ? <OptionalNumber {...props} /> : <NumberControl {...props} />
    case 'integer':
      return <NumberControl {...props} />
    case 'boolean':
      return <BooleanControl {...props} />
    case 'choice':
      return (
        <ChoiceControl
          {...props}
          choices={props.field.choices.map((name) => [name, words(name)])}
        />
      )
    case 'choices':
      return <ChoicesControl {...props} />
    case 'activation':
      return <ActivationControl {...props} />
    case 'initializer':
      return <Initializer {...props} />
    case 'layer':
      return <InnerLayer {...props} />
    case 'integers':
      return props.field.length === 1 && !Array.isArray(props.value) ? (
        <NumberControl {...props} />
      ) : (
        <ListBox {...props} />
      )
    case 'shape':
      return <ListBox {...props} />
    case 'regularizer':
      return <Regularizer {...props} />
    case 'constraint':
      return <Constraint {...props} />
    case 'columns':
      return <Columns {...props} />
    case 'monitor':
      return <Monitor {...props} />
  }
}

/** Knobs with two limits are sliders, as is everything logarithmic; the rest are boxes. */
function NumberControl({ field, value, onChange, onDone }: FieldRowProps) {
  const say = useSay()
  const id = useId()
  const { minimum, maximum } = field
  const number = typeof value === 'number' ? value : null
  const box = (
    <NumberBox
      id={id}
      label={say(field.label)}
      value={number}
      whole={field.type !== 'number'}
      least={minimum}
      greatest={maximum}
      nullable={field.nullable}
      onChange={onChange}
    />
  )
  if (field.structural || field.type !== 'number' || number === null || maximum === null) {
    return (
      <Row label={say(field.label)} id={id} title={say(field.help)}>
        {box}
      </Row>
    )
  }
  const log = field.scale === 'log'
  return (
    <Slider
      label={say(field.label)}
      title={say(field.help)}
      value={number}
      text={short(number)}
      least={log ? Math.max(minimum ?? 0, 1e-7) : (minimum ?? 0)}
      greatest={log ? Math.min(maximum, 10) : maximum}
      step={0.01}
      log={log}
      onChange={onChange}
      onDone={onDone}
    />
  )
}

function BooleanControl({ field, value, onChange }: FieldRowProps) {
  const say = useSay()
  const id = useId()
  return (
    <Row label={say(field.label)} id={id} title={say(field.help)}>
      <input
        id={id}
        type="checkbox"
        className="switch"
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
      />
    </Row>
  )
}

type Choices = readonly (readonly [name: string, text: string])[]

function ChoiceControl({ field, value, onChange, choices }: FieldRowProps & { choices: Choices }) {
  const t = useT()
  const say = useSay()
  const id = useId()
  const present = typeof value === 'string' ? value : ''
  return (
    <Row label={say(field.label)} id={id} title={say(field.help)}>
      <select
        id={id}
        value={present}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      >
        {(field.nullable || present === '') && <option value="">{t('inspector.none')}</option>}
        {choices.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </Row>
  )
}

function ActivationControl(props: FieldRowProps) {
  const { value } = props
  const known = useCatalog((state) => state.catalog?.activations) ?? []
  const chosen = named(known, typeof value === 'string' ? value : '')
  return (
    <>
      <ChoiceControl {...props} choices={known.map((kind) => [kind.name, words(kind.name)])} />
      {chosen && <KindNote category="activations" kind={chosen} />}
    </>
  )
}

function ChoicesControl({ field, value, onChange }: FieldRowProps) {
  const say = useSay()
  const chosen = Array.isArray(value) ? value : []
  return (
    <fieldset className="features">
      <legend>{say(field.label)}</legend>
      {field.choices.map((name) => (
        <button
          key={name}
          type="button"
          className="feature"
          aria-pressed={chosen.includes(name)}
          onClick={() =>
            onChange(
              field.choices.filter((other) =>
                other === name ? !chosen.includes(name) : chosen.includes(other),
              ),
            )
          }
        >
          {words(name)}
        </button>
      ))}
    </fieldset>
  )
}
