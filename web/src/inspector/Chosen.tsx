import { useId } from 'react'
import { useSay, useT } from '../i18n'
import type { Field, Kind } from '../model/catalog'
import { named } from '../model/catalog'
import { chosen, withSetting, type Chosen, type Json } from '../model/document'
import type { Problem } from '../model/problems'
import { useCatalog } from '../state/catalog'
import { words } from '../ui/pretty'
import { Fields } from './Fields'
import { KindNote } from './KindNote'
import { Row, type FieldRowProps } from './Row'

interface ChosenFieldsProps {
  readonly kinds: readonly Kind[]
  readonly value: string | Chosen
  readonly problems: readonly Problem[]
  readonly onChange: (value: string | Chosen, field: Field) => void
}

/** The settings of a kind that is chosen by its name, or by its name with settings. */
export function ChosenFields({ kinds, value, problems, onChange }: ChosenFieldsProps) {
  const { kind, config } = chosen(value)
  return (
    <Fields
      fields={named(kinds, kind)?.fields ?? []}
      config={config}
      problems={problems}
      onChange={(field, next) =>
        onChange(withSetting(value, field.name, next, field.default), field)
      }
    />
  )
}

/** How weights start: a kind of initializer, and its own settings below. */
export function Initializer(props: FieldRowProps) {
  const kinds = useCatalog((state) => state.catalog?.initializers) ?? []
  return <KindWithSettings {...props} category="initializers" kinds={kinds} />
}

/** The layer inside another: one of those that fit, and its own settings below. */
export function InnerLayer(props: FieldRowProps) {
  const layers = useCatalog((state) => state.catalog?.layers) ?? []
  const fitting = layers.filter(({ name }) => props.field.choices.includes(name))
  return <KindWithSettings {...props} category="layers" kinds={fitting} />
}

function KindWithSettings({
  field,
  value,
  problems,
  onChange,
  category,
  kinds,
}: FieldRowProps & { category: string; kinds: readonly Kind[] }) {
  const t = useT()
  const say = useSay()
  const id = useId()
  const present = value as string | { kind: string } | null
  const kind = present === null ? '' : chosen(present).kind
  const known = named(kinds, kind)
  return (
    <>
      <Row label={say(field.label)} id={id} title={say(field.help)}>
        <select
          id={id}
          value={kind}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        >
          {(field.nullable || kind === '') && <option value="">{t('inspector.none')}</option>}
          {kinds.map(({ name }) => (
            <option key={name} value={name}>
              {words(name)}
            </option>
          ))}
        </select>
      </Row>
      {known && <KindNote category={category} kind={known} />}
      {present !== null && known?.fields && (
        <div className="nested">
          <ChosenFields
            kinds={kinds}
            value={present}
            problems={problems}
            onChange={(next) => onChange(next as Json)}
          />
        </div>
      )}
    </>
  )
}
