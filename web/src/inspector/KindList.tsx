import { useSay, useT } from '../i18n'
import type { Kind } from '../model/catalog'
import { named } from '../model/catalog'
import { chosen, type Chosen } from '../model/document'
import { useProblems } from '../state/graph'
import { useUi } from '../state/ui'
import { ChosenFields } from './Chosen'
import { KindNote } from './KindNote'
import { ProblemLines } from './ProblemLines'

export type Values = readonly (string | Chosen)[]

interface KindListProps {
  readonly what: 'metrics' | 'callbacks'
  readonly kinds: readonly Kind[]
  /** Those to choose from; what a document has all the same is shown too. */
  readonly offered: readonly Kind[]
  readonly values: Values
  /** Where they stand in the document, as problems name it. */
  readonly place: string
  /** `merge` names edits that follow one another and are one step of the history. */
  readonly onChange: (values: Values, merge?: string) => void
}

/** Kinds that are each on or off, with the settings of those that are on. */
export function KindList({ what, kinds, offered, values, place, onChange }: KindListProps) {
  const t = useT()
  const say = useSay()
  const problems = useProblems()
  const advanced = useUi((state) => state.mode === 'advanced')
  const isOn = (name: string) => values.some((value) => chosen(value).kind === name)
  const toggle = (name: string) => {
    const kept = values.filter((value) => chosen(value).kind !== name)
    onChange(isOn(name) ? kept : [...kept, name])
  }
  const shown = kinds.filter((kind) => isOn(kind.name) || offered.includes(kind))
  return (
    <>
      <fieldset className="features">
        <legend>{t(`inspector.${what}`)}</legend>
        {shown.map((kind) => (
          <button
            key={kind.name}
            type="button"
            className="feature"
            aria-pressed={isOn(kind.name)}
            title={say(kind.summary)}
            onClick={() => toggle(kind.name)}
          >
            {say(kind.label)}
          </button>
        ))}
      </fieldset>
      <ProblemLines problems={problems.filter(({ field }) => field === place)} />
      {values.map((value, at) => {
        const kind = named(kinds, chosen(value).kind)
        const here = problems.filter(({ field }) => field?.startsWith(`${place}[${at}]`))
        if (!kind) return null
        const fields = kind.fields ?? []
        if (!fields.some((field) => advanced || !field.advanced)) {
          return <KindNote key={kind.name} category={what} kind={kind} named />
        }
        return (
          <section key={kind.name} className="nested" aria-label={say(kind.label)}>
            <h3>{say(kind.label)}</h3>
            <KindNote category={what} kind={kind} />
            <ChosenFields
              kinds={kinds}
              value={value}
              problems={here}
              onChange={(next, field) =>
                onChange(
                  values.map((other, n) => (n === at ? next : other)),
                  field.structural && field.type !== 'number'
                    ? undefined
                    : `${place}.${field.name}`,
                )
              }
            />
          </section>
        )
      })}
    </>
  )
}
