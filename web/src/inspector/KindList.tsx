import { useSay, useT } from '../i18n'
import type { Kind } from '../model/catalog'
import { named } from '../model/catalog'
import { chosen, type NetDocument } from '../model/document'
import { setTraining } from '../model/edits'
import { useGraph, useProblems } from '../state/graph'
import { useUi } from '../state/ui'
import { ChosenFields } from './Chosen'

interface KindListProps {
  readonly what: 'metrics' | 'callbacks'
  readonly kinds: readonly Kind[]
  /** Those to choose from; what a document has all the same is shown too. */
  readonly offered: readonly Kind[]
  readonly document: NetDocument
}

/** Kinds that are each on or off, with the settings of those that are on. */
export function KindList({ what, kinds, offered, document }: KindListProps) {
  const t = useT()
  const say = useSay()
  const problems = useProblems()
  const advanced = useUi((state) => state.mode === 'advanced')
  const present = document.training[what] ?? []
  const isOn = (name: string) => present.some((value) => chosen(value).kind === name)
  const set = (values: typeof present, merge?: string) =>
    useGraph.getState().apply((now) => setTraining(now, what, [...values], []), merge)
  const toggle = (name: string) => {
    const kept = present.filter((value) => chosen(value).kind !== name)
    set(isOn(name) ? kept : [...kept, name])
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
      {present.map((value, place) => {
        const kind = named(kinds, chosen(value).kind)
        const here = problems.filter(({ field }) => field?.includes(`${what}[${place}]`))
        const fields = kind?.fields ?? []
        if (!kind || !fields.some((field) => advanced || !field.advanced)) return null
        return (
          <section key={kind.name} className="nested" aria-label={say(kind.label)}>
            <h3>{say(kind.label)}</h3>
            <ChosenFields
              kinds={kinds}
              value={value}
              problems={here}
              onChange={(next, field) =>
                set(
                  present.map((other, at) => (at === place ? next : other)),
                  field.structural && field.type !== 'number' ? undefined : `${what}.${field.name}`,
                )
              }
            />
          </section>
        )
      })}
    </>
  )
}
