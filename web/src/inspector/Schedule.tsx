import { useId } from 'react'
import { useSay, useT } from '../i18n'
import type { Kind } from '../model/catalog'
import { named } from '../model/catalog'
import { chosen, type Chosen, type NetDocument } from '../model/document'
import { setSchedule } from '../model/edits'
import { useGraph, useProblems } from '../state/graph'
import { ChosenFields } from './Chosen'
import { KindNote } from './KindNote'
import { Row } from './Row'

interface ScheduleProps {
  readonly kinds: readonly Kind[]
  readonly document: NetDocument
}

/** How the learning rate moves by itself. */
export function Schedule({ kinds, document }: ScheduleProps) {
  const t = useT()
  const say = useSay()
  const id = useId()
  const problems = useProblems().filter(({ field }) => field?.includes('schedule'))
  const value = document.training.optimizer.schedule ?? 'constant'
  const kind = named(kinds, chosen(value).kind)
  const set = (next: string | Chosen, merge?: string) =>
    useGraph.getState().apply((present) => setSchedule(present, next), merge)
  return (
    <div>
      <div className="fields">
        <Row label={t('inspector.schedule')} id={id}>
          <select id={id} value={chosen(value).kind} onChange={(event) => set(event.target.value)}>
            {kinds.map((other) => (
              <option key={other.name} value={other.name}>
                {say(other.label)}
              </option>
            ))}
          </select>
        </Row>
        {kind && <KindNote category="schedules" kind={kind} />}
      </div>
      {kind && kind.name !== 'constant' && (
        <div className="nested">
          <ChosenFields
            kinds={kinds}
            value={value}
            problems={problems}
            onChange={(next, field) =>
              set(next, field.structural ? undefined : `schedule.${field.name}`)
            }
          />
        </div>
      )}
    </div>
  )
}
