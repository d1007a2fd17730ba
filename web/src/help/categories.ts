/** The categories that have help pages, in the order of the overview. */

export const CATEGORIES = [
  'layers',
  'activations',
  'losses',
  'optimizers',
  'schedules',
  'callbacks',
  'metrics',
  'initializers',
  'datasets',
] as const

export type Category = (typeof CATEGORIES)[number]
