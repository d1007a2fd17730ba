import { Norms } from '../health/Norms'
import type { Instrument } from './instrument'

export const INSTRUMENT: Instrument = {
  name: 'gradient_norms',
  label: { en: 'Gradient norms', de: 'Gradientennormen' },
  summary: {
    en: 'How strong the gradients are in each layer, and how far one step moves its weights',
    de: 'Wie stark die Gradienten in jeder Schicht sind und wie weit ein Schritt ihre Gewichte bewegt',
  },
  order: 13,
  width: 460,
  View: Norms,
}
