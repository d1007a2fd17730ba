import { useSay, useT, type Translate } from '../i18n'
import type { Field } from '../model/catalog'
import type { Json } from '../model/document'
import { short } from './numbers'

/** Every setting with its default, its limits and what it does. */
export function FieldTable({ fields }: { fields: readonly Field[] }) {
  const t = useT()
  const say = useSay()
  if (fields.length === 0) return <p className="soft">{t('help.noSettings')}</p>
  return (
    <div className="help-scroll" tabIndex={0} role="region" aria-label={t('help.settings')}>
      <table>
        <thead>
          <tr>
            <th>{t('help.field')}</th>
            <th>{t('help.default')}</th>
            <th>{t('help.limits')}</th>
            <th>{t('help.meaning')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field.name}>
              <td>
                {say(field.label)}
                <small className="mono">{field.name}</small>
              </td>
              <td className="mono">{valueText(t, field.default)}</td>
              <td>{limits(t, field)}</td>
              <td>{say(field.help)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function valueText(t: Translate, value: Json): string {
  if (value === null) return t('help.nothingSet')
  if (typeof value === 'boolean') return t(value ? 'help.on' : 'help.off')
  if (typeof value === 'number') return short(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function limits(t: Translate, field: Field): string {
  if (field.type === 'boolean') return t('help.yesNo')
  if (field.choices.length > 0) return field.choices.join(', ')
  const { minimum, maximum } = field
  if (minimum !== null && maximum !== null) {
    return t('help.between', { least: short(minimum), most: short(maximum) })
  }
  if (minimum !== null) return t('help.atLeast', { least: short(minimum) })
  if (maximum !== null) return t('help.atMost', { most: short(maximum) })
  return t('help.anything')
}
