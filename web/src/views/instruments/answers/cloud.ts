/** A cloud of points in space, turned and laid flat. */

/** How the space is turned, in radians: around the upright axis, then towards the eye. */
export interface Turn {
  readonly around: number
  readonly tilt: number
}

export const UNTURNED: Turn = { around: 0, tilt: 0 }

/** Places [n, 3] as seen: x to the right and y upwards from -1 to 1, for each point one behind the other. */
export function flattened(places: ArrayLike<number>, { around, tilt }: Turn): Float32Array {
  const count = places.length / 3
  let reach = 0
  for (let n = 0; n < count; n++)
    reach = Math.max(reach, Math.hypot(...[0, 1, 2].map((axis) => places[3 * n + axis] ?? 0)))
  const [cosA, sinA, cosT, sinT] = [
    Math.cos(around),
    Math.sin(around),
    Math.cos(tilt),
    Math.sin(tilt),
  ]
  const seen = new Float32Array(2 * count)
  for (let n = 0; n < count; n++) {
    const [x, y, z] = [0, 1, 2].map((axis) => (places[3 * n + axis] ?? 0) / (reach || 1))
    const depth = (z ?? 0) * cosA - (x ?? 0) * sinA
    seen[2 * n] = (x ?? 0) * cosA + (z ?? 0) * sinA
    seen[2 * n + 1] = (y ?? 0) * cosT - depth * sinT
  }
  return seen
}

/** Directions of the arrow keys, y upwards. */
export const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/**
 * The point that an arrow leads to: of those nearer to its direction than to any other the nearest,
 * where to be aside counts double. The same point where there is none.
 */
export function towards(
  seen: ArrayLike<number>,
  from: number,
  [right, up]: readonly [number, number],
): number {
  let [found, least] = [from, Infinity]
  for (let n = 0; n < seen.length / 2; n++) {
    const x = (seen[2 * n] ?? 0) - (seen[2 * from] ?? 0)
    const y = (seen[2 * n + 1] ?? 0) - (seen[2 * from + 1] ?? 0)
    const along = x * right + y * up
    const aside = Math.abs(x * up - y * right)
    if (n === from || along <= 0 || aside > along) continue
    const away = along + 2 * aside
    if (away < least) [found, least] = [n, away]
  }
  return found
}
