import { useSay, useT } from '../i18n'
import type { StepDone } from '../api/samples'
import { useFacts } from '../live/facts'
import type { StepKind } from '../model/catalog'
import { named } from '../model/catalog'
import { useCatalog } from '../state/catalog'
import { readable, whole } from '../ui/numbers'

/** What is done to the rows before the network sees them, with the figures that were used. */
export function Preparation({ dataset }: { dataset: string }) {
  const t = useT()
  const say = useSay()
  const data = useFacts((facts) => facts.data)
  const kinds = useCatalog((state) => state.catalog?.preprocessing) ?? []
  if (data?.dataset !== dataset || data.steps.length === 0) return null
  const names = data.steps
    .map(({ step }) => named(kinds, step))
    .filter((kind) => kind !== undefined)
  const once = names.filter((kind, place) => names.indexOf(kind) === place)
  return (
    <details className="about preparation nodrag nowheel">
      <summary>
        {t('data.preparation')}: {once.map((kind) => say(kind.label)).join(' → ')}
      </summary>
      {data.steps.map((done, place) => (
        <Step key={place} done={done} kind={named(kinds, done.step)} />
      ))}
      <p>{t('data.fromTraining')}</p>
    </details>
  )
}

function Step({ done, kind }: { done: StepDone; kind: StepKind | undefined }) {
  const say = useSay()
  if (!kind) return null
  const figures = Object.entries(done.statistics)
  const perColumn = figures.filter(
    ([, value]) => Array.isArray(value) && value.length === done.columns.length,
  )
  const rest = figures.filter((figure) => !perColumn.includes(figure))
  const table = done.columns.length > 0 && perColumn.length > 0
  return (
    <section title={say(kind.help)}>
      <h4>
        {say(kind.label)}
        {!table && done.columns.length > 0 ? `: ${done.columns.join(', ')}` : ''}
      </h4>
      {table && <Columns done={done} kind={kind} figures={perColumn as [string, unknown[]][]} />}
      {(table ? rest : figures).map(([name, value]) => (
        <p key={name}>
          {say(kind.figures[name] ?? { en: name, de: name })}: <b>{written(value)}</b>
        </p>
      ))}
    </section>
  )
}

interface ColumnsProps {
  readonly done: StepDone
  readonly kind: StepKind
  readonly figures: readonly [string, unknown[]][]
}

function Columns({ done, kind, figures }: ColumnsProps) {
  const say = useSay()
  return (
    <table>
      <thead>
        <tr>
          <th />
          {figures.map(([name]) => (
            <th key={name}>{say(kind.figures[name] ?? { en: name, de: name })}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {done.columns.map((column, place) => (
          <tr key={column}>
            <th>{column}</th>
            {figures.map(([name, values]) => (
              <td key={name}>{written(values[place])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(', ')
  if (typeof value !== 'number') return String(value)
  return Number.isInteger(value) ? whole(value) : readable(value, 3)
}
