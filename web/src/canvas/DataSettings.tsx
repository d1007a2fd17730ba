import { useSay, useT } from '../i18n'
import type { DatasetKind, Field } from '../model/catalog'
import type { DataSpec, Json } from '../model/document'
import { setData, setTraining } from '../model/edits'
import { useDocument, useGraph } from '../state/graph'
import { useAllowed } from '../state/guide'
import { short } from '../ui/numbers'
import { prettyFeature } from '../ui/pretty'
import { Slider } from '../ui/Slider'

interface SettingsProps {
  readonly kind: DatasetKind
  readonly data: DataSpec
}

/** Sliders and switches of a data set, made from its fields; then the split and the batch. */
export function DataSettings({ kind, data }: SettingsProps) {
  const t = useT()
  const allowed = useAllowed('data')
  const training = useAllowed('training')
  return (
    <div className="data-settings" role="group" aria-label={t('data.settings')}>
      {allowed && (
        <>
          {kind.fields.map((field) => (
            <Option
              key={field.name}
              field={field}
              value={data.options?.[field.name] ?? field.default}
            />
          ))}
          <TrainingPart share={1 - (data.validation_split ?? 0.1)} />
        </>
      )}
      {training && <BatchSize small={kind.sample_type === 'points'} />}
      {allowed && !kind.own && kind.sample_type === 'points' && (
        <button
          type="button"
          className="button pill nodrag"
          onClick={() => newSeed(data.seed ?? 0)}
        >
          {t('data.seed')}
        </button>
      )}
    </div>
  )
}

function Option({ field, value }: { field: Field; value: Json }) {
  if (field.type === 'choices') return <Features field={field} chosen={value as string[]} />
  if (field.type === 'choice') return <Choice field={field} value={value as string} />
  if (typeof value === 'number' && field.scale === 'log')
    return <WideAmount field={field} value={value} />
  if (typeof value === 'boolean') return <Switch field={field} on={value} />
  if (typeof value === 'number') return <Amount field={field} value={value} />
  return null
}

function change(field: string, value: Json, standard?: Json): void {
  useGraph.getState().apply((document) => setData(document, field, value, standard), field)
}

const settle = () => useGraph.getState().settle()

function newSeed(seed: number): void {
  useGraph.getState().apply((document) => setData(document, 'seed', seed + 1))
}

function Choice({ field, value }: { field: Field; value: string }) {
  const say = useSay()
  return (
    <label className="data-choice" title={say(field.help)}>
      <span>{say(field.label)}</span>
      <select
        className="nodrag"
        value={value}
        onChange={(event) => {
          change(`options.${field.name}`, event.target.value, field.default)
          settle()
        }}
      >
        {field.choices.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Switch({ field, on }: { field: Field; on: boolean }) {
  const say = useSay()
  return (
    <label className="data-choice" title={say(field.help)}>
      <span>{say(field.label)}</span>
      <input
        type="checkbox"
        className="nodrag"
        checked={on}
        onChange={(event) => {
          change(`options.${field.name}`, event.target.checked, field.default)
          settle()
        }}
      />
    </label>
  )
}

const PLACES = 60

/** A number that may be many times as large: equal ways of the slider multiply alike. */
function WideAmount({ field, value }: { field: Field; value: number }) {
  const say = useSay()
  const [least, greatest] = [field.minimum ?? 1, field.maximum ?? 1000]
  const place = (PLACES * Math.log(value / least)) / Math.log(greatest / least)
  const at = (where: number): number => {
    const exact = least * (greatest / least) ** (where / PLACES)
    return Math.min(greatest, Math.max(least, Number(exact.toPrecision(2))))
  }
  return (
    <Slider
      label={say(field.label)}
      title={say(field.help)}
      value={Math.round(place)}
      text={short(value)}
      least={0}
      greatest={PLACES}
      step={1}
      onChange={(where) => change(`options.${field.name}`, at(where), field.default)}
      onDone={settle}
    />
  )
}

const MANY = 200

function Amount({ field, value }: { field: Field; value: number }) {
  const say = useSay()
  return (
    <Slider
      label={say(field.label)}
      title={say(field.help)}
      value={value}
      text={field.name === 'noise' ? `${short(value)} %` : short(value)}
      least={field.minimum ?? 0}
      greatest={field.maximum ?? 1}
      step={(field.maximum ?? 1) > MANY ? 10 : 1}
      onChange={(next) => change(`options.${field.name}`, next, field.default)}
      onDone={settle}
    />
  )
}

/** Which functions of the coordinates go in; at least one stays. */
function Features({ field, chosen }: { field: Field; chosen: readonly string[] }) {
  const say = useSay()
  const toggle = (name: string) => {
    const next = field.choices.filter((other) =>
      other === name ? !chosen.includes(name) : chosen.includes(other),
    )
    if (next.length > 0) change(`options.${field.name}`, next, field.default)
    settle()
  }
  return (
    <fieldset className="features" title={say(field.help)}>
      <legend>{say(field.label)}</legend>
      {field.choices.map((name) => (
        <button
          key={name}
          type="button"
          className="feature nodrag"
          aria-pressed={chosen.includes(name)}
          onClick={() => toggle(name)}
        >
          {prettyFeature(name)}
        </button>
      ))}
    </fieldset>
  )
}

function TrainingPart({ share }: { share: number }) {
  const t = useT()
  const percent = Math.round(share * 100)
  return (
    <Slider
      label={t('data.trainingPart')}
      value={percent}
      text={`${percent} %`}
      least={10}
      greatest={95}
      step={1}
      onChange={(next) => change('validation_split', Number((1 - next / 100).toFixed(2)))}
      onDone={settle}
    />
  )
}

const SMALL = [1, 2, 4, 6, 8, 10, 15, 20, 25, 30]
const LARGE = [1, 8, 16, 32, 64, 128, 256, 512]

/** Batch sizes people use; the inspector takes any. */
function BatchSize({ small }: { small: boolean }) {
  const t = useT()
  const size = useDocument()?.training.batch_size ?? 32
  const sizes = small ? SMALL : LARGE
  const nearest = sizes.reduce((best, other, place) => {
    const distance = Math.abs(other - size)
    return distance < Math.abs((sizes[best] ?? 0) - size) ? place : best
  }, 0)
  return (
    <Slider
      label={t('data.batch')}
      value={nearest}
      text={short(size)}
      least={0}
      greatest={sizes.length - 1}
      step={1}
      onChange={(place) =>
        useGraph
          .getState()
          .apply((document) => setTraining(document, 'batch_size', sizes[place] ?? size), 'batch')
      }
      onDone={settle}
    />
  )
}
