/** Ten marks for classes, so that color is not all that tells them apart: paths within -1 and 1. */

const MARKS = [
  'M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z',
  'M-.85 -.85H.85V.85H-.85Z',
  'M0 -1.1L1.05 .8H-1.05Z',
  'M0 -1.25L1.05 0L0 1.25L-1.05 0Z',
  'M-.38 -1.1H.38V-.38H1.1V.38H.38V1.1H-.38V.38H-1.1V-.38H-.38Z',
  'M0 1.1L1.05 -.8H-1.05Z',
  'M-1.2 -.42H1.2V.42H-1.2Z',
  'M-.42 -1.2H.42V1.2H-.42Z',
  'M-1.05 -.55L-.55 -1.05L0 -.5L.55 -1.05L1.05 -.55L.5 0L1.05 .55L.55 1.05L0 .5L-.55 1.05L-1.05 .55L-.5 0Z',
  'M1.15 0A1.15 1.15 0 1 1 -1.15 0A1.15 1.15 0 1 1 1.15 0ZM.5 0A.5 .5 0 1 0 -.5 0A.5 .5 0 1 0 .5 0Z',
] as const

/** The path of a class; more classes than marks begin anew, by then in other colors. */
export function markOf(one = 0): string {
  return MARKS[one % MARKS.length] ?? MARKS[0]
}
