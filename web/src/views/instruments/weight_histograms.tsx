import { Histograms } from '../health/Histograms'
import type { Instrument } from './instrument'

export const INSTRUMENT: Instrument = {
  name: 'weight_histograms',
  label: { en: 'Weights', de: 'Gewichte' },
  summary: {
    en: 'How the weights of each layer are spread, and how that changes while they learn',
    de: 'Wie die Gewichte jeder Schicht verteilt sind und wie sich das beim Lernen ändert',
  },
  order: 10,
  width: 380,
  View: () => <Histograms of="weights" />,
}
