/** Lines of equal height through a square grid of numbers, by marching squares. */

/** From one side of a cell to another: x and y of both ends, in steps of the grid. */
export type Segment = readonly [x: number, y: number, toX: number, toY: number]

/** The line of a level through `heights` [size, size]; none through cells with what is no number. */
export function contour(heights: ArrayLike<number>, size: number, level: number): Segment[] {
  const found: Segment[] = []
  for (let row = 0; row < size - 1; row++)
    for (let column = 0; column < size - 1; column++)
      for (const [x, y, toX, toY] of through(cornersOf(heights, size, row, column), level))
        found.push([column + x, row + y, column + toX, row + toY])
  return found
}

type Corners = readonly [low: number, right: number, high: number, left: number]

/** The heights of a cell's corners, around from (0, 0). */
function cornersOf(heights: ArrayLike<number>, size: number, row: number, column: number): Corners {
  const at = (down: number, along: number): number =>
    heights[(row + down) * size + column + along] ?? NaN
  return [at(0, 0), at(0, 1), at(1, 1), at(1, 0)]
}

const PLACES = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const

/** Where the level goes through one cell: nowhere, once, or twice at a saddle. */
function through(corners: Corners, level: number): Segment[] {
  if (!corners.every(Number.isFinite)) return []
  const ends = corners.flatMap((from, side) => {
    const next = (side + 1) % 4
    const to = corners[next] ?? NaN
    if (from >= level === to >= level) return []
    const share = (level - from) / (to - from)
    const [[x, y], [toX, toY]] = [PLACES[side] ?? PLACES[0], PLACES[next] ?? PLACES[0]]
    return [[x + share * (toX - x), y + share * (toY - y)] as const]
  })
  const [a, b, c, d] = ends
  if (!a || !b) return []
  if (!c || !d) return [[...a, ...b]]
  // At a saddle the middle says which corners belong together.
  const middle = corners.reduce((sum, one) => sum + one, 0) / 4
  const apart = middle >= level === corners[0] >= level
  return apart
    ? [
        [...a, ...b],
        [...c, ...d],
      ]
    : [
        [...d, ...a],
        [...b, ...c],
      ]
}

/** Segments as one path; the grid's row 0 lies at the bottom of a square of `size` cells. */
export function drawn(segments: readonly Segment[], size: number): string {
  return segments.map(([x, y, toX, toY]) => `M${spot(x, y, size)}L${spot(toX, toY, size)}`).join('')
}

function spot(x: number, y: number, size: number): string {
  return `${(x + 0.5).toFixed(2)} ${(size - 0.5 - y).toFixed(2)}`
}
