/** Columns of the data: all of them, or those that are chosen. */

import { useSay, useT } from '../i18n'
import { useFacts } from '../live/facts'
import { words } from '../ui/pretty'
import type { FieldRowProps } from './Row'

export function Columns({ field, value, onChange }: FieldRowProps) {
  const t = useT()
  const say = useSay()
  const known = useFacts((facts) => facts.data?.features) ?? []
  const given = Array.isArray(value) ? value.filter((name) => typeof name === 'string') : null
  const names = [...known, ...(given ?? []).filter((name) => !known.includes(name))]
  const chosen = given ?? known
  if (names.length === 0) {
    return (
      <p className="soft">
        {say(field.label)}: {t('inspector.noColumns')}
      </p>
    )
  }
  return (
    <fieldset className="features">
      <legend title={say(field.help)}>{say(field.label)}</legend>
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className="feature"
          aria-pressed={chosen.includes(name)}
          onClick={() => onChange(toggled(names, chosen, name, known.length))}
        >
          {words(name)}
        </button>
      ))}
    </fieldset>
  )
}

/** The columns after a press on one; all of them, and none, need no list. */
function toggled(
  names: readonly string[],
  chosen: readonly string[],
  name: string,
  all: number,
): string[] | null {
  const next = names.filter((other) => (other === name) !== chosen.includes(other))
  return next.length === 0 || next.length === all ? null : next
}
