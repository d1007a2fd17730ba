import { area } from './area'

/** Texts of the frame around everything. */
export const app = area(
  { name: 'Netzwerkstatt', loading: 'Loading the workshop …' },
  { name: 'Netzwerkstatt', loading: 'Die Werkstatt wird geladen …' },
)
