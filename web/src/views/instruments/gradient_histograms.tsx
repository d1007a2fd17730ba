import { Histograms } from '../health/Histograms'
import type { Instrument } from './instrument'

export const INSTRUMENT: Instrument = {
  name: 'gradient_histograms',
  label: { en: 'Gradients', de: 'Gradienten' },
  summary: {
    en: 'How strongly each layer is told to change, weight by weight',
    de: 'Wie stark jede Schicht zur Änderung gedrängt wird, Gewicht für Gewicht',
  },
  order: 12,
  width: 380,
  View: () => <Histograms of="gradients" />,
}
