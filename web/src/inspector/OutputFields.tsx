/** What one of several outputs learns: its loss, how much that counts, its target, its figures. */

import { useSay, useT } from '../i18n'
import { useFacts } from '../live/facts'
import { named } from '../model/catalog'
import { chosen, ends, type NetNode, type OutputSpec } from '../model/document'
import { addOutput, setOutput } from '../model/joins'
import { useCatalog, useLayerKind } from '../state/catalog'
import { useDocument, useGraph } from '../state/graph'
import { useUi } from '../state/ui'
import { NumberBox } from '../ui/NumberBox'
import { Columns } from './Columns'
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
  const set = (next: OutputSpec | null) =>
    useGraph.getState().apply((present) => setOutput(present, id, next))
  return (
    <section className="nested" aria-label={t('inspector.output')}>
      <h3>{t('inspector.output')}</h3>
      <div className="fields">
        <Loss id={id} output={output} set={set} />
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
        <Target id={id} output={output} set={set} />
      </div>
      <Metrics id={id} output={output} set={set} />
      <button type="button" className="link" onClick={() => set(null)}>
        {t('inspector.dropOutput')}
      </button>
    </section>
  )
}

interface PartProps extends SettingsProps {
  readonly set: (next: OutputSpec) => void
}

function Loss({ id, output, set }: PartProps) {
  const t = useT()
  const say = useSay()
  const kinds = useCatalog((state) => state.catalog?.losses) ?? []
  const standard = useDocument()?.training.loss.kind ?? ''
  const present = output.loss?.kind ?? standard
  return (
    <Row label={t('inspector.loss')} id={`loss-${id}`}>
      <select
        id={`loss-${id}`}
        value={present}
        onChange={({ target }) => set({ ...output, loss: { kind: target.value } })}
      >
        {!named(kinds, present) && <option value={present}>{present}</option>}
        {kinds.map((kind) => (
          <option key={kind.name} value={kind.name}>
            {say(kind.label)}
          </option>
        ))}
      </select>
    </Row>
  )
}

const TARGETS = ['targetData', 'targetInput', 'targetColumns'] as const

/** Columns are offered where the data has some. */
function offered(name: (typeof TARGETS)[number], first: string): boolean {
  return name !== 'targetColumns' || first !== ''
}

function Target({ id, output, set }: PartProps) {
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

function Metrics({ output, set }: PartProps) {
  const t = useT()
  const say = useSay()
  const kinds = useCatalog((state) => state.catalog?.metrics) ?? []
  const standard = useDocument()?.training.metrics
  const present = output.metrics ?? standard ?? []
  const isOn = (name: string) => present.some((value) => chosen(value).kind === name)
  const task = useTask(output)
  const shown = kinds.filter(
    (kind) => isOn(kind.name) || (!kind.table && (task === null || kind.tasks.includes(task))),
  )
  return (
    <fieldset className="features">
      <legend>{t('inspector.metrics')}</legend>
      {shown.map((kind) => (
        <button
          key={kind.name}
          type="button"
          className="feature"
          aria-pressed={isOn(kind.name)}
          title={say(kind.summary)}
          onClick={() => {
            const kept = present.filter((value) => chosen(value).kind !== kind.name)
            set({ ...output, metrics: isOn(kind.name) ? kept : [...kept, kind.name] })
          }}
        >
          {say(kind.label)}
        </button>
      ))}
    </fieldset>
  )
}

/** What an output is to do: the data's task, or giving back numbers. */
function useTask({ target = null }: OutputSpec) {
  const datasets = useCatalog((state) => state.catalog?.datasets) ?? []
  const dataset = useDocument()?.data?.dataset ?? ''
  return target === null ? (named(datasets, dataset)?.task ?? null) : 'regression'
}
