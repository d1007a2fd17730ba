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
