import { Histograms } from '../health/Histograms'
import type { Instrument } from './instrument'

export const INSTRUMENT: Instrument = {
  name: 'activation_histograms',
  label: { en: 'Activations', de: 'Aktivierungen' },
  summary: {
    en: 'How what leaves each layer is spread: fading, exploding, stuck at an end',
    de: 'Wie verteilt ist, was jede Schicht ausgibt: verebbt, explodiert, klemmt am Ende',
  },
  order: 11,
  width: 380,
  View: () => <Histograms of="activations" />,
}
