/** One setting to vary, and its values: a range, a list, or kinds to tick. */

import { useId, useState, type ReactNode } from 'react'

import { useSay, useT } from '../../i18n'
import type { NetDocument } from '../../model/document'
import { listed, presentOf, spread, type Setting, type Value } from '../../model/sweep'
import { NumberBox } from '../../ui/NumberBox'
import { words } from '../../ui/pretty'
import { Tabs } from '../../ui/Tabs'
import { valueText } from './words'

/** What has been chosen of a setting; kept while another one is looked at. */
export interface Draft {
  readonly setting: string
  readonly mode: 'range' | 'list'
  readonly range: readonly [number, number, number]
  readonly log: boolean
  readonly list: string
  readonly names: readonly string[]
}

/** Kinds that are ticked at first, of those that a setting offers. */
const USUAL = new Set(
  'glorot_uniform he_normal random_normal zeros relu tanh sigmoid linear'.split(' '),
)

export function keyOf({ field, node }: { field: string; node: string | null }): string {
  return `${node ?? ''}/${field}`
}

export function draftOf(setting: Setting): Draft {
  return {
    setting: keyOf(setting),
    mode: 'range',
    range: setting.range,
    log: setting.scale === 'log',
    list: '',
    names: setting.names.filter((name) => USUAL.has(name)),
  }
}

/** The values of a draft; null where what was typed is no list of numbers. */
export function valuesOf(setting: Setting, draft: Draft): readonly Value[] | null {
  if (setting.names.length > 0) return draft.names
  if (draft.mode === 'list') return listed(draft.list, setting.whole)
  return spread(draft.range, draft.log ? 'log' : 'linear', setting.whole)
}

interface KnobProps {
  readonly label: string
  readonly document: NetDocument
  readonly settings: readonly Setting[]
  readonly draft: Draft | null
  readonly optional?: boolean
  readonly onChange: (draft: Draft | null) => void
}

export function KnobFields({ label, document, settings, draft, optional, onChange }: KnobProps) {
  const t = useT()
  const say = useSay()
  const id = useId()
  const setting = settings.find((one) => keyOf(one) === draft?.setting)
  const choose = (key: string): void => {
    const next = settings.find((one) => keyOf(one) === key)
    onChange(next ? draftOf(next) : null)
  }
  const now = setting && presentOf(document, setting)
  const known = typeof now === 'number' || typeof now === 'string'
  return (
    <div className="sweep-knob">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="sweep-select"
        value={draft?.setting ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        {optional && <option value="">{t('sweep.none')}</option>}
        {settings.map((one) => (
          <option key={keyOf(one)} value={keyOf(one)}>
            {say(one.label)}
          </option>
        ))}
      </select>
      {setting && draft && (
        <>
          <p className="sweep-help">
            {say(setting.help)} {known && <b>({t('sweep.now', { value: valueText(now) })})</b>}
          </p>
          {setting.names.length > 0 ? (
            <Names setting={setting} draft={draft} onChange={onChange} />
          ) : (
            <Numbers setting={setting} draft={draft} onChange={onChange} />
          )}
        </>
      )}
    </div>
  )
}

interface DraftProps {
  readonly setting: Setting
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

function Names({ setting, draft, onChange }: DraftProps) {
  const t = useT()
  const toggle = (name: string): void => {
    const chosen = new Set(draft.names)
    if (!chosen.delete(name)) chosen.add(name)
    onChange({ ...draft, names: setting.names.filter((one) => chosen.has(one)) })
  }
  return (
    <div className="features sweep-names" role="group" aria-label={t('sweep.values')}>
      {setting.names.map((name) => (
        <button
          key={name}
          type="button"
          className="feature"
          aria-pressed={draft.names.includes(name)}
          onClick={() => toggle(name)}
        >
          {words(name)}
        </button>
      ))}
    </div>
  )
}

const MODES = ['range', 'list'] as const

function Numbers({ setting, draft, onChange }: DraftProps) {
  const t = useT()
  const values = valuesOf(setting, draft)
  return (
    <>
      <Tabs
        label={t('sweep.values')}
        names={MODES}
        chosen={draft.mode}
        text={(name) => t(`sweep.${name}`)}
        onChoose={(mode) =>
          onChange({ ...draft, mode, list: draft.list || (values ?? []).map(String).join(' ') })
        }
      />
      {draft.mode === 'range' ? (
        <Range setting={setting} draft={draft} onChange={onChange} />
      ) : (
        <List draft={draft} sound={values !== null} onChange={onChange} />
      )}
      {values && draft.mode === 'range' && (
        <p className="sweep-values mono" data-testid="sweep-values">
          {values.map(valueText).join(' · ')}
        </p>
      )}
    </>
  )
}

function Range({ setting, draft, onChange }: DraftProps) {
  const t = useT()
  const [from, to, count] = draft.range
  const box = (place: 0 | 1 | 2) => (value: number | null) => {
    if (value === null) return
    const range: [number, number, number] = [from, to, count]
    range[place] = value
    onChange({ ...draft, range })
  }
  const limits = { least: setting.least, greatest: setting.greatest, whole: setting.whole }
  return (
    <div className="sweep-range">
      <Named text={t('sweep.from')}>
        <NumberBox {...limits} label={t('sweep.from')} value={from} onChange={box(0)} />
      </Named>
      <Named text={t('sweep.to')}>
        <NumberBox {...limits} label={t('sweep.to')} value={to} onChange={box(1)} />
      </Named>
      <Named text={t('sweep.count')}>
        <NumberBox
          label={t('sweep.count')}
          value={count}
          whole
          least={1}
          greatest={64}
          onChange={box(2)}
        />
      </Named>
      <label className="sweep-log">
        <input
          type="checkbox"
          checked={draft.log}
          onChange={(event) => onChange({ ...draft, log: event.target.checked })}
        />
        {t('sweep.log')}
      </label>
    </div>
  )
}

function Named({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <div className="row">
      <span aria-hidden="true">{text}</span>
      {children}
    </div>
  )
}

interface ListProps {
  readonly draft: Draft
  readonly sound: boolean
  readonly onChange: (draft: Draft) => void
}

function List({ draft, sound, onChange }: ListProps) {
  const t = useT()
  const [touched, setTouched] = useState(false)
  return (
    <>
      <input
        className="mono sweep-list"
        aria-label={t('sweep.listHelp')}
        placeholder={t('sweep.listHelp')}
        aria-invalid={touched && !sound}
        value={draft.list}
        onChange={(event) => {
          setTouched(true)
          onChange({ ...draft, list: event.target.value })
        }}
      />
      {touched && !sound && <p className="sweep-wrong">{t('sweep.badList')}</p>}
    </>
  )
}
