import { useId } from 'react'
import { useSay, useT } from '../i18n'
import { useFigureName } from '../live/figures'
import { named } from '../model/catalog'
import { figuresOf } from '../model/figures'
import { useCatalog } from '../state/catalog'
import { useDocument } from '../state/graph'
import { Row, type FieldRowProps } from './Row'

/** The curve that something watches: a loss or a metric, of the training or the validation. */
export function Monitor({ field, value, onChange }: FieldRowProps) {
  const t = useT()
  const say = useSay()
  const id = useId()
  const nameOf = useFigureName()
  const kinds = useCatalog((state) => state.catalog?.metrics) ?? []
  const document = useDocument()
  const curves = figuresOf(document?.training ?? {})
    .filter(({ figure }) => !named(kinds, figure)?.table)
    .map((figure) => [figure.name, nameOf(figure)] as const)
  const options = [
    ...curves.map(([name, label]) => [`val_${name}`, t('inspector.ofValidation', { name: label })]),
    ...curves.map(([name, label]) => [name, t('inspector.ofTraining', { name: label })]),
  ] as const
  const present = typeof value === 'string' ? value : ''
  return (
    <Row label={say(field.label)} id={id} title={say(field.help)}>
      <select id={id} value={present} onChange={(event) => onChange(event.target.value)}>
        {!options.some(([name]) => name === present) && <option value={present}>{present}</option>}
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </Row>
  )
}
