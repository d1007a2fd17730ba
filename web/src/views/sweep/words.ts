/** How settings, values and networks of a sweep are called. */

import { useMemo } from 'react'

import { useSay, useT, type Translate } from '../../i18n'
import { areas } from '../../i18n'
import { lossOf, type Member } from '../../live/sweeps'
import type { NetDocument } from '../../model/document'
import { settingsOf, type Setting, type Value } from '../../model/sweep'
import { useCatalog } from '../../state/catalog'
import { readable, short, whole } from '../../ui/numbers'
import { words } from '../../ui/pretty'
import type { SweepKnob } from '../../wire/messages.gen'

type TextKey = keyof (typeof areas.sweep)['en']

function both(key: TextKey) {
  return { en: areas.sweep.en[key], de: areas.sweep.de[key] }
}

const NAMES = {
  seed: [both('seed'), both('seedHelp')],
  batch: [
    { en: areas.inspector.en.batch_size, de: areas.inspector.de.batch_size },
    both('batchHelp'),
  ],
  everywhere: both('everywhere'),
  l1: both('l1'),
  l2: both('l2'),
} as const

/** What of this network can be varied. */
export function useSettings(document: NetDocument): readonly Setting[] {
  const catalog = useCatalog((state) => state.catalog)
  return useMemo(() => (catalog ? settingsOf(document, catalog, NAMES) : []), [document, catalog])
}

export function valueText(value: Value): string {
  return typeof value === 'number' ? short(value) : words(String(value))
}

/** The name of a knob: its setting's, or its field where the network has no such setting any more. */
export function useKnobName(settings: readonly Setting[]): (knob: SweepKnob) => string {
  const say = useSay()
  return ({ field, node }) => {
    const found = settings.find((one) => one.field === field && one.node === node)
    return found ? say(found.label) : field
  }
}

export type State = 'waiting' | 'training' | 'paused' | 'finished' | 'diverged'

export function stateOf(member: Member | undefined, steps: number, playing: boolean): State {
  if (member?.diverged != null) return 'diverged'
  if (!member || member.step === 0) return 'waiting'
  if (member.step >= steps) return 'finished'
  return playing ? 'training' : 'paused'
}

export function stateText(t: Translate, state: State, member: Member | undefined): string {
  return t(`sweep.${state}`, { step: whole(member?.diverged ?? member?.step ?? 0) })
}

/** A member in one line, with all that is known of it. */
export function useReading(steps: number, playing: boolean, metric: string | null) {
  const t = useT()
  return (values: string, member: Member | undefined): string => {
    const state = stateText(t, stateOf(member, steps, playing), member)
    const loss = readable(member ? lossOf(member) : NaN, 4)
    const line = t('sweep.reading', { values, state, loss })
    if (metric === null || !member || Number.isNaN(member.metric)) return line
    return `${line}, ${t('sweep.metricShort', { name: metric, value: readable(member.metric, 3) })}`
  }
}
