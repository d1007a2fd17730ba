/** All that is done by hand, in words, with what it does to the run's scores; nothing: not there. */

import { Panel } from '@xyflow/react'

import { useT } from '../../i18n'
import { useFigureName } from '../../live/figures'
import { figuresOf } from '../../model/figures'
import { useDocument } from '../../state/graph'
import { useAllowed } from '../../state/guide'
import { useInside } from '../../state/inside'
import { meddle, useMeddle } from '../../state/meddle'
import { Hand } from '../../ui/Hand'
import { Menu } from '../../ui/Menu'
import { readable, whole } from '../../ui/numbers'
import type { Effect, Measured } from '../../wire/messages.gen'
import { useSentence } from './words'
import './meddle.css'

export function Interventions() {
  const t = useT()
  const { list, effect } = useMeddle()
  const inside = useInside((state) => state.node)
  const changes = useChanges(effect)
  const title = t('interventions.title', { n: list.length })
  const latest = changes.at(-1) ?? t('interventions.measuring')
  if (list.length === 0) return null
  const label = (
    <>
      <Hand />
      <span className="meddle-title">{title}</span>
      <span className="meddle-count">{whole(list.length)}</span>
      <span className="mono meddle-change meddle-latest">{latest}</span>
    </>
  )
  return (
    <Panel position="bottom-left" className="meddle-panel" role="region" aria-label={title}>
      {/* A layer that opens closes it. */}
      <Menu key={inside} label={label} name={`${title}: ${latest}`}>
        {() => (
          <>
            <List />
            <p role="status">
              {changes.map((change) => (
                <span key={change} className="mono meddle-change">
                  {change}
                </span>
              ))}
              {effect ? t('interventions.measured', measuredAt(effect)) : latest}
            </p>
          </>
        )}
      </Menu>
    </Panel>
  )
}

function measuredAt({ step, rows }: Effect): Record<'step' | 'rows', string> {
  return { step: whole(step), rows: whole(rows) }
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
