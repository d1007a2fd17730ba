/** The hand-drawn digit: a soft brush on a small grid, and the centering that its data set knows. */

/** A square drawing of `side` x `side` numbers from 0 to 1, row by row from the top. */
export interface Ink {
  side: number
  values: Float32Array
}

/** An empty drawing. */
export function blank(side: number): Ink {
  return { side, values: new Float32Array(side * side) }
}

/** Paints a straight stroke with a soft round brush; places and radius in cells. */
export function stroke(
  ink: Ink,
  from: [number, number],
  to: [number, number],
  radius: number,
): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  const steps = Math.max(1, Math.ceil(length * 2))
  for (let n = 0; n <= steps; n++) {
    const share = n / steps
    dab(ink, from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share, radius)
  }
}

function dab({ side, values }: Ink, x: number, y: number, radius: number): void {
  const top = Math.max(0, Math.floor(y - radius - 1))
  const bottom = Math.min(side - 1, Math.ceil(y + radius))
  const left = Math.max(0, Math.floor(x - radius - 1))
  const right = Math.min(side - 1, Math.ceil(x + radius))
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y)
      const cover = Math.min(1, Math.max(0, radius + 0.5 - distance))
      const at = row * side + column
      values[at] = Math.max(values[at] ?? 0, cover)
    }
}

/** The middle of the ink in cells, weighted by how dark each is; null for an empty drawing. */
export function centerOfMass({ side, values }: Ink): [number, number] | null {
  let mass = 0
  let x = 0
  let y = 0
  values.forEach((value, at) => {
    mass += value
    x += value * ((at % side) + 0.5)
    y += value * (Math.floor(at / side) + 0.5)
  })
  return mass > 0 ? [x / mass, y / mass] : null
}

/** Moves the drawing by whole cells so that its center of mass is in the middle, as MNIST's are. */
export function centered(ink: Ink): Ink {
  const center = centerOfMass(ink)
  if (!center) return ink
  const right = Math.round(ink.side / 2 - center[0])
  const down = Math.round(ink.side / 2 - center[1])
  const moved = blank(ink.side)
  ink.values.forEach((value, at) => {
    const column = (at % ink.side) + right
    const row = Math.floor(at / ink.side) + down
    if (column >= 0 && column < ink.side && row >= 0 && row < ink.side)
      moved.values[row * ink.side + column] = value
  })
  return moved
}
