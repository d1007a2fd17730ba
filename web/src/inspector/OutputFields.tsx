/** What one of several outputs learns: its loss, how much that counts, its target, its figures. */

import { useSay, useT } from '../i18n'
import { useFacts } from '../live/facts'
import { named } from '../model/catalog'
import { chosen, ends, type NetNode, type OutputSpec } from '../model/document'
import { addOutput, setOutput } from '../model/joins'
import { useCatalog, useLayerKind } from '../state/catalog'
import type { Problem } from '../model/problems'
import { useDocument, useGraph, useProblems } from '../state/graph'
import { useUi } from '../state/ui'
import { NumberBox } from '../ui/NumberBox'
import { ChosenFields } from './Chosen'
import { Columns } from './Columns'
import { KindList } from './KindList'
import { ProblemLines } from './ProblemLines'
import { Row } from './Row'

/** The settings of an output, or the way to make the node one. */
export function OutputFields({ node }: { node: NetNode }) {
  const t = useT()
  const document = useDocument()
  const advanced = useUi((state) => state.mode === 'advanced')
  if (!document || node.kind === 'input') return null
  const output = document.training.outputs?.[node.id]
  if (output) return <Settings id={node.id} output={output} />
  const last = ends(document)
  const several = document.training.outputs !== undefined || last.length > 1
  if (!several || !(advanced || last.some(({ id }) => id === node.id))) return null
  return (
    <button
      type="button"
      className="quiet"
      onClick={() => useGraph.getState().apply((present) => addOutput(present, node.id))}
    >
      {t('inspector.makeOutput')}
    </button>
  )
}

interface SettingsProps {
  readonly id: string
  readonly output: OutputSpec
}

function Settings({ id, output }: SettingsProps) {
  const t = useT()
  const problems = useProblems().filter(({ field }) => field?.startsWith(`${placeOf(id)}.`))
  const set = (next: OutputSpec | null, merge?: string) =>
    useGraph
      .getState()
      .apply((present) => setOutput(present, id, next), merge && `${placeOf(id)}.${merge}`)
  const part = { id, output, problems, set }
  return (
    <section className="nested" aria-label={t('inspector.output')}>
      <h3>{t('inspector.output')}</h3>
      <div className="fields">
        <Loss {...part} />
        <Row label={t('inspector.outputWeight')} id={`weight-${id}`}>
          <NumberBox
            id={`weight-${id}`}
            label={t('inspector.outputWeight')}
            least={0}
            greatest={1000}
            value={output.weight ?? 1}
            onChange={(weight) => set({ ...output, weight: weight ?? 1 })}
          />
        </Row>
        <ProblemLines problems={within(problems, 'weight')} />
        <Target {...part} />
      </div>
      <Metrics {...part} />
      <button type="button" className="link" onClick={() => set(null)}>
        {t('inspector.dropOutput')}
      </button>
    </section>
  )
}

interface PartProps extends SettingsProps {
  readonly problems: readonly Problem[]
  readonly set: (next: OutputSpec, merge?: string) => void
}

/** Where an output's settings stand in the document, as problems name it. */
function placeOf(id: string): string {
  return `training.outputs.${id}`
}

function Loss({ id, output, problems, set }: PartProps) {
  const t = useT()
  const say = useSay()
  const kinds = useCatalog((state) => state.catalog?.losses) ?? []
  const standard = useDocument()?.training.loss ?? { kind: '' }
  const value = output.loss ?? standard
  const kind = named(kinds, value.kind)
  return (
    <>
      <Row label={t('inspector.loss')} id={`loss-${id}`}>
        <select
          id={`loss-${id}`}
          value={value.kind}
          onChange={({ target }) => set({ ...output, loss: { kind: target.value } })}
        >
          {!kind && <option value={value.kind}>{value.kind}</option>}
          {kinds.map((other) => (
            <option key={other.name} value={other.name}>
              {say(other.label)}
            </option>
          ))}
        </select>
      </Row>
      <ProblemLines problems={within(problems, 'loss').filter(({ field }) => !inConfig(field))} />
      <ChosenFields
        kinds={kinds}
        value={value}
        problems={within(problems, 'loss').filter(({ field }) => inConfig(field))}
        onChange={(next, field) =>
          set({ ...output, loss: chosen(next) }, field.structural ? undefined : field.name)
        }
      />
    </>
  )
}

function inConfig(field: string | null): boolean {
  return field?.includes('.loss.config.') ?? false
}

/** The problems of one of an output's settings, and of what is in it. */
function within(problems: readonly Problem[], name: string): readonly Problem[] {
  return problems.filter(({ field }) => field?.split('.')[3] === name)
}

const TARGETS = ['targetData', 'targetInput', 'targetColumns'] as const

/** Columns are offered where the data has some. */
function offered(name: (typeof TARGETS)[number], first: string): boolean {
  return name !== 'targetColumns' || first !== ''
}

function Target({ id, output, problems, set }: PartProps) {
  const t = useT()
  const field = useLayerKind('input')?.fields.find((other) => other.type === 'columns')
  const { target = null } = output
  const present =
    target === null ? 'targetData' : target === 'input' ? 'targetInput' : 'targetColumns'
  const [first = ''] = useFacts((facts) => facts.data?.features) ?? []
  const change = (name: string) => {
    const next = name === 'targetData' ? null : name === 'targetInput' ? 'input' : [first]
    set({ ...output, target: next })
  }
  return (
    <>
      <Row label={t('inspector.target')} id={`target-${id}`}>
        <select
          id={`target-${id}`}
          value={present}
          onChange={({ target: { value } }) => change(value)}
        >
          {TARGETS.filter((name) => name === present || offered(name, first)).map((name) => (
            <option key={name} value={name}>
              {t(`inspector.${name}`)}
            </option>
          ))}
        </select>
      </Row>
      <ProblemLines problems={within(problems, 'target')} />
      {field && present === 'targetColumns' && (
        <Columns
          field={field}
          value={target === 'input' || target === null ? null : [...target]}
          problems={[]}
          onChange={(value) =>
            set({ ...output, target: Array.isArray(value) ? value.map(String) : [first] })
          }
          onDone={() => useGraph.getState().settle()}
        />
      )}
    </>
  )
}

function Metrics({ id, output, set }: PartProps) {
  const kinds = useCatalog((state) => state.catalog?.metrics) ?? []
  const standard = useDocument()?.training.metrics
  const task = useTask(output)
  return (
    <KindList
      what="metrics"
      kinds={kinds}
      offered={kinds.filter((kind) => !kind.table && (task === null || kind.tasks.includes(task)))}
      values={output.metrics ?? standard ?? []}
      place={`${placeOf(id)}.metrics`}
      onChange={(metrics, merge) => set({ ...output, metrics }, merge)}
    />
  )
}

/** What an output is to do: the data's task, or giving back numbers. */
function useTask({ target = null }: OutputSpec) {
  const datasets = useCatalog((state) => state.catalog?.datasets) ?? []
  const dataset = useDocument()?.data?.dataset ?? ''
  return target === null ? (named(datasets, dataset)?.task ?? null) : 'regression'
}
