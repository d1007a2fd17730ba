import { useId } from 'react'
import { useSay, useT } from '../i18n'
import type { Catalog, Field, Kind, MetricKind } from '../model/catalog'
import { named } from '../model/catalog'
import type { Json, NetDocument } from '../model/document'
import { equalJson } from '../model/document'
import { choose, setField, setTraining } from '../model/edits'
import { Locked } from '../panels/Locked'
import { layerKind, useCatalog } from '../state/catalog'
import { useDocument, useGraph, useProblems } from '../state/graph'
import { useUi } from '../state/ui'
import { NumberBox } from '../ui/NumberBox'
import { whole } from '../ui/numbers'
import { FieldRow } from './FieldRow'
import { Fields } from './Fields'
import { places } from './everywhere'
import { KindList, type Values } from './KindList'
import { KindNote } from './KindNote'
import { Problems } from './Problems'
import { Row } from './Row'
import { SampleWeight } from './SampleWeight'
import { Schedule } from './Schedule'

/** Nothing selected: the network as a whole and how it learns. */
export function NetworkInspector() {
  const t = useT()
  const document = useDocument()
  const checked = useGraph((state) => state.checked)
  const catalog = useCatalog((state) => state.catalog)
  const advanced = useUi((state) => state.mode === 'advanced')
  const problems = useProblems().filter(({ node, edge }) => node === null && edge === null)
  if (!document || !catalog) return null
  const { training } = document
  return (
    <>
      <h2>{t('inspector.network')}</h2>
      <p className="soft">{t('inspector.networkHelp')}</p>
      <dl className="facts">
        <dt>{t('inspector.layers')}</dt>
        <dd className="mono">{whole(document.nodes.length)}</dd>
        <dt>{t('inspector.parameters')}</dt>
        <dd className="mono">{checked?.document ? whole(checked.params) : '–'}</dd>
      </dl>
      <Problems problems={problems} />
      <Locked part="training">
        <div className="fields">
          <KindChoice
            what="optimizer"
            kinds={catalog.optimizers}
            chosen={training.optimizer.kind}
          />
        </div>
        <KindFields what="optimizer" kinds={catalog.optimizers} document={document} />
        {(advanced || training.optimizer.schedule !== undefined) && (
          <Schedule kinds={catalog.schedules} document={document} />
        )}
        {training.outputs ? (
          <p className="soft">{t('inspector.forUnnamed')}</p>
        ) : (
          <LossAndMetrics catalog={catalog} document={document} />
        )}
        {(advanced || training.sample_weight !== undefined) && <SampleWeight document={document} />}
        {(advanced || training.callbacks !== undefined) && (
          <KindList
            what="callbacks"
            kinds={catalog.callbacks}
            offered={catalog.callbacks}
            values={training.callbacks ?? []}
            place="training.callbacks"
            onChange={(values, merge) => setList('callbacks', values, merge)}
          />
        )}
      </Locked>
      <Locked part="units" quiet>
        <Everywhere document={document} type="activation" />
        <Everywhere document={document} type="regularizer" />
      </Locked>
      <Locked part="training" quiet>
        <Numbers document={document} />
      </Locked>
    </>
  )
}

function LossAndMetrics({ catalog, document }: { catalog: Catalog; document: NetDocument }) {
  return (
    <>
      <div className="fields">
        <KindChoice what="loss" kinds={catalog.losses} chosen={document.training.loss.kind} />
      </div>
      <KindFields what="loss" kinds={catalog.losses} document={document} />
      <KindList
        what="metrics"
        kinds={catalog.metrics}
        offered={suiting(catalog, document)}
        values={document.training.metrics ?? []}
        place="training.metrics"
        onChange={(values, merge) => setList('metrics', values, merge)}
      />
    </>
  )
}

function setList(what: 'metrics' | 'callbacks', values: Values, merge?: string): void {
  useGraph.getState().apply((now) => setTraining(now, what, [...values], []), merge)
}

const CATEGORIES = { loss: 'losses', optimizer: 'optimizers' } as const

interface KindChoiceProps {
  readonly what: 'loss' | 'optimizer'
  readonly kinds: readonly Kind[]
  readonly chosen: string
}

function KindChoice({ what, kinds, chosen }: KindChoiceProps) {
  const t = useT()
  const say = useSay()
  const id = useId()
  const kind = named(kinds, chosen)
  return (
    <div>
      <Row label={t(`inspector.${what}`)} id={id}>
        <select
          id={id}
          value={chosen}
          onChange={(event) =>
            useGraph.getState().apply((document) => choose(document, what, event.target.value))
          }
        >
          {!kind && <option value={chosen}>{chosen}</option>}
          {kinds.map((other) => (
            <option key={other.name} value={other.name}>
              {say(other.label)}
            </option>
          ))}
        </select>
      </Row>
      {kind && <KindNote category={CATEGORIES[what]} kind={kind} />}
    </div>
  )
}

interface KindFieldsProps {
  readonly what: 'loss' | 'optimizer'
  readonly kinds: readonly Kind[]
  readonly document: NetDocument
}

function KindFields({ what, kinds, document }: KindFieldsProps) {
  const problems = useProblems()
  const chosen = document.training[what]
  const set = (field: Field, value: Json) =>
    useGraph
      .getState()
      .apply(
        (present) => setTraining(present, `${what}.config.${field.name}`, value, field.default),
        field.structural ? undefined : `${what}.${field.name}`,
      )
  return (
    <Fields
      fields={named(kinds, chosen.kind)?.fields ?? []}
      config={chosen.config}
      problems={problems.filter(({ field }) => field?.includes(what) ?? false)}
      onChange={set}
    />
  )
}

/** The figures that suit the data and are curves. */
function suiting({ metrics, datasets }: Catalog, { data }: NetDocument): readonly MetricKind[] {
  const task = named(datasets, data?.dataset ?? '')?.task
  return metrics.filter((kind) => !kind.table && (task === undefined || kind.tasks.includes(task)))
}

/** One setting for every layer that has a field of this type; the last layer keeps its activation. */
function Everywhere({ document, type }: { document: NetDocument; type: Field['type'] }) {
  const t = useT()
  const found = places(document, type, layerKind)
  const first = found[0]
  if (!first) return null
  const mixed = found.some(({ value }) => !equalJson(value, first.value))
  const label = t(type === 'activation' ? 'inspector.activationAll' : 'inspector.regularizeAll')
  const name = mixed ? `${label} (${t('inspector.mixed')})` : label
  const set = (value: Json) =>
    useGraph
      .getState()
      .apply(
        (present) =>
          found.reduce(
            (next, { node, field }) => setField(next, node.id, field.name, value, field.default),
            present,
          ),
        type === 'regularizer' ? 'regularizeAll' : undefined,
      )
  return (
    <div className="fields">
      <FieldRow
        field={{ ...first.field, label: { en: name, de: name } }}
        value={mixed && type === 'activation' ? null : first.value}
        problems={[]}
        onChange={set}
        onDone={() => useGraph.getState().settle()}
      />
    </div>
  )
}

const NUMBERS = [
  { name: 'batch_size', standard: 32, least: 1, advanced: false },
  { name: 'epochs', standard: 1, least: 1, advanced: true },
  { name: 'seed', standard: 0, least: 0, advanced: true },
] as const

function Numbers({ document }: { document: NetDocument }) {
  const t = useT()
  const advanced = useUi((state) => state.mode === 'advanced')
  return (
    <div className="fields">
      {NUMBERS.filter((number) => advanced || !number.advanced).map(({ name, standard, least }) => (
        <Row key={name} label={t(`inspector.${name}`)} id={`training-${name}`}>
          <NumberBox
            id={`training-${name}`}
            label={t(`inspector.${name}`)}
            whole
            least={least}
            value={document.training[name] ?? standard}
            onChange={(value) =>
              useGraph.getState().apply((present) => setTraining(present, name, value))
            }
          />
        </Row>
      ))}
    </div>
  )
}
