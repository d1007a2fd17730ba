import { useId } from 'react'
import { useSay, useT } from '../i18n'
import { named } from '../model/catalog'
import { chosen } from '../model/document'
import { useCatalog } from '../state/catalog'
import { useDocument } from '../state/graph'
import { Row, type FieldRowProps } from './Row'

/** The curve that something watches: the loss or a metric, of the training or the validation. */
export function Monitor({ field, value, onChange }: FieldRowProps) {
  const t = useT()
  const say = useSay()
  const id = useId()
  const kinds = useCatalog((state) => state.catalog?.metrics) ?? []
  const document = useDocument()
  const metrics = (document?.training.metrics ?? [])
    .map((metric) => named(kinds, chosen(metric).kind))
    .filter((kind) => kind !== undefined && !kind.table)
  const curves = [
    ['loss', t('live.loss')],
    ...metrics.map((kind) => [kind?.name ?? '', kind ? say(kind.label) : '']),
  ] as const
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
