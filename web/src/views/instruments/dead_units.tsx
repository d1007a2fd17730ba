import { DeadUnits } from '../health/DeadUnits'
import type { Instrument } from './instrument'

export const INSTRUMENT: Instrument = {
  name: 'dead_units',
  label: { en: 'Dead and saturated units', de: 'Tote und gesättigte Einheiten' },
  summary: {
    en: 'Which units answer nothing to any example, or the same extreme to almost all',
    de: 'Welche Einheiten auf kein Beispiel antworten oder auf fast alle mit demselben Äußersten',
  },
  order: 14,
  width: 300,
  View: DeadUnits,
}
