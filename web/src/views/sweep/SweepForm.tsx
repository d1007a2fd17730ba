/** What to vary: one or two settings with their values, how long to train, and the start. */

import { useState } from 'react'

import { useSay, useT } from '../../i18n'
import { useRun } from '../../live/run'
import { begin } from '../../live/sweeps'
import type { NetDocument } from '../../model/document'
import { hasCallbacks, MOST, type Setting } from '../../model/sweep'
import { NumberBox } from '../../ui/NumberBox'
import { whole } from '../../ui/numbers'
import type { Problem, SweepKnob } from '../../wire/messages.gen'
import { draftOf, keyOf, KnobFields, valuesOf, type Draft } from './KnobFields'

interface FormProps {
  readonly document: NetDocument
  readonly settings: readonly Setting[]
}

/** Epochs that a sweep lasts if nobody says otherwise, and its bounds in steps. */
const EPOCHS = 20
const LEAST_STEPS = 60
const MOST_STEPS = 2000

export function SweepForm({ document, settings }: FormProps) {
  const t = useT()
  const [first, setFirst] = useState<Draft | null>(null)
  const [second, setSecond] = useState<Draft | null>(null)
  const standard = settings[0]
  const one = settings.some((setting) => keyOf(setting) === first?.setting)
    ? first
    : standard
      ? draftOf(standard)
      : null
  const others = settings.filter((setting) => keyOf(setting) !== one?.setting)
  const other = others.some((setting) => keyOf(setting) === second?.setting) ? second : null
  const knobs = [one, other].flatMap((draft) => knobOf(settings, draft))
  return (
    <form className="sweep-form" onSubmit={(event) => event.preventDefault()}>
      <KnobFields
        label={t('sweep.first')}
        document={document}
        settings={settings}
        draft={one}
        onChange={setFirst}
      />
      <KnobFields
        label={t('sweep.second')}
        document={document}
        settings={others}
        draft={other}
        optional
        onChange={setSecond}
      />
      <Start document={document} knobs={knobs} />
    </form>
  )
}

function knobOf(settings: readonly Setting[], draft: Draft | null): SweepKnob[] {
  const setting = settings.find((one) => keyOf(one) === draft?.setting)
  if (!setting || !draft) return []
  const { field, node } = setting
  return [{ field, node, values: [...(valuesOf(setting, draft) ?? [])] }]
}

function Start({ document, knobs }: { document: NetDocument; knobs: SweepKnob[] }) {
  const t = useT()
  const say = useSay()
  const perEpoch = useRun(({ status }) => status?.steps_per_epoch ?? 50)
  const ready = useRun(({ run, status }) => run !== null && status !== null)
  const begun = useRun(({ status }) => status?.sweep != null)
  const [typed, setTyped] = useState<number | null>(null)
  const [refused, setRefused] = useState<Problem | null>(null)
  const steps = typed ?? Math.max(LEAST_STEPS, Math.min(MOST_STEPS, EPOCHS * perEpoch))
  const count = knobs.reduce((all, { values }) => all * values.length, 1)
  const wrong = hasCallbacks(document)
    ? t('sweep.callbacks')
    : knobs.length === 0 || count === 0
      ? t('sweep.noneChosen')
      : count > MOST
        ? t('sweep.tooMany', { count: whole(count), most: MOST })
        : null
  const start = async (): Promise<void> => setRefused(await begin(knobs, steps))
  return (
    <div className="sweep-start">
      <div className="row">
        <span aria-hidden="true">{t('sweep.steps')}</span>
        <NumberBox
          label={t('sweep.steps')}
          value={steps}
          whole
          least={1}
          greatest={1_000_000}
          onChange={setTyped}
        />
      </div>
      <p className={wrong ? 'sweep-wrong' : 'soft'} role="status">
        {wrong ?? t('sweep.makes', { count, steps: whole(steps) })}
      </p>
      {refused && (
        <p className="sweep-wrong" role="alert">
          {say(refused.message)}
        </p>
      )}
      <button
        type="submit"
        className="button primary"
        disabled={!ready || wrong !== null}
        onClick={() => void start()}
      >
        {t(begun ? 'sweep.again' : 'sweep.start')}
      </button>
    </div>
  )
}
