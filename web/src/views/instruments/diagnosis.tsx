import { Diagnosis } from '../health/Diagnosis'
import type { Instrument } from './instrument'

export const INSTRUMENT: Instrument = {
  name: 'diagnosis',
  label: { en: 'What is wrong?', de: 'Was stimmt nicht?' },
  summary: {
    en: 'Why a run diverges, stalls or dies, found in its own numbers, and what to try',
    de: 'Warum ein Lauf divergiert, stehen bleibt oder abstirbt, aus seinen eigenen Zahlen, und was hilft',
  },
  order: 1,
  width: 380,
  View: Diagnosis,
}
