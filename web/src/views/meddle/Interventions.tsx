/** All that is done by hand, in words, with what it does to the run's scores; nothing: not there. */

import { useId, useState } from 'react'

import { useT } from '../../i18n'
import { useFigureName } from '../../live/figures'
import { figuresOf } from '../../model/figures'
import { useDocument } from '../../state/graph'
import { useAllowed } from '../../state/guide'
import { meddle, useMeddle } from '../../state/meddle'
import { readable, whole } from '../../ui/numbers'
import type { Effect, Measured } from '../../wire/messages.gen'
import { useSentence } from './words'
import './meddle.css'

export function Interventions() {
  const t = useT()
  const id = useId()
  const { list, effect } = useMeddle()
  const [open, setOpen] = useState(false)
  const changes = useChanges(effect)
  const title = t('interventions.title', { n: list.length })
  if (list.length === 0) return null
  return (
    <section className="meddle-panel" aria-label={title}>
      <header>
        <button
          type="button"
          className="meddle-title"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden>{open ? '▾' : '▸'}</span> {title}
        </button>
        <span className="mono meddle-change" role="status">
          {changes.at(-1) ?? t('interventions.measuring')}
        </span>
      </header>
      {open && (
        <div id={id}>
          <List />
          {effect && (
            <p className="soft">
              {changes.slice(0, -1).map((change) => (
                <span key={change} className="mono meddle-change">
                  {change}
                </span>
              ))}
              {t('interventions.measured', { step: whole(effect.step), rows: whole(effect.rows) })}
            </p>
          )}
        </div>
      )}
    </section>
  )
}

function List() {
  const t = useT()
  const list = useMeddle((state) => state.list)
  const allowed = useAllowed('weights')
  const sentence = useSentence()
  return (
    <>
      <ul>
        {list.map((one) => (
          <li key={JSON.stringify(one)}>
            <span>{sentence(one)}</span>
            {allowed && (
              <button
                type="button"
                aria-label={t('interventions.remove', { what: sentence(one) })}
                onClick={() => meddle((all) => all.filter((other) => other !== one))}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {allowed && (
        <button type="button" className="button pill" onClick={() => meddle(() => [])}>
          {t('interventions.undoAll')}
        </button>
      )}
    </>
  )
}

/** The loss and then every metric, before and after; the last is the one people ask for first. */
function useChanges(effect: Effect | null): readonly string[] {
  const t = useT()
  const nameOf = useFigureName()
  const document = useDocument()
  if (!effect || !document) return []
  return figuresOf(document.training).flatMap((figure) => {
    const [before, after] = [effect.before, effect.after].map((one) => valueOf(one, figure.name))
    if (before === undefined || after === undefined) return []
    const name = nameOf(figure)
    return [t('interventions.change', { name, before: written(before), after: written(after) })]
  })
}

function valueOf({ loss, metrics }: Measured, name: string): number | null | undefined {
  return name === 'loss' ? loss : metrics[name]
}

function written(value: number | null): string {
  return readable(value ?? NaN)
}
