/** Which numbers of several inputs meet in which number of what leaves a layer that joins them. */

/** A layer's kind, the shapes that come in and go out without batch, and its axis or axes. */
export interface Join {
  readonly kind: string
  readonly inputs: readonly (readonly number[])[]
  readonly output: readonly number[]
  /** For each input the axis along which it is put in a row or multiplied; no other kind has one. */
  readonly axes: readonly number[]
}

/** As a document says it: counted from the batch, or from the end. */
export function joinOf(
  kind: string,
  inputs: readonly (readonly number[])[],
  output: readonly number[],
  config: Record<string, unknown>,
): Join {
  const said = kind === 'dot' ? (config.axes ?? -1) : (config.axis ?? -1)
  const axes = inputs.map((shape, n) => {
    const axis = Number(Array.isArray(said) ? said[n] : said)
    return axis < 0 ? shape.length + axis : axis - 1
  })
  return { kind, inputs, output, axes }
}

/** The place in a shape of number `at` in reading order. */
export function placeIn(shape: readonly number[], at: number): number[] {
  const place: number[] = []
  let rest = at
  for (const length of [...shape].reverse()) {
    place.unshift(rest % length)
    rest = Math.floor(rest / length)
  }
  return place
}

export function numberAtPlace(shape: readonly number[], place: readonly number[]): number {
  return shape.reduce((at, length, axis) => at * length + (place[axis] ?? 0), 0)
}

/** The numbers of input `n` that an output place is made of; none where others are. */
export function sourcesOf({ kind, inputs, axes }: Join, n: number, place: readonly number[]) {
  const shape = inputs[n] ?? []
  const axis = axes[n] ?? 0
  if (kind === 'dot') {
    const before = n === 0 ? 0 : (inputs[0]?.length ?? 1) - 1
    const rest = place.slice(before, before + shape.length - 1)
    return Array.from({ length: shape[axis] ?? 0 }, (_, at) =>
      numberAtPlace(shape, [...rest.slice(0, axis), at, ...rest.slice(axis)]),
    )
  }
  if (kind === 'concatenate') {
    const at = (place[axis] ?? 0) - offsetOf(inputs, axis, n)
    const inside = at >= 0 && at < (shape[axis] ?? 0)
    return inside ? [numberAtPlace(shape, place.toSpliced(axis, 1, at))] : []
  }
  return [
    numberAtPlace(
      shape,
      place.map((at, one) => (shape[one] === 1 ? 0 : at)),
    ),
  ]
}

/** The output place that number `at` of input `n` goes into; of several the one nearest to `now`. */
export function targetOf(join: Join, n: number, at: number, now: readonly number[]): number[] {
  const { kind, inputs, output, axes } = join
  const shape = inputs[n] ?? []
  const axis = axes[n] ?? 0
  const place = placeIn(shape, at)
  if (kind === 'dot') {
    const before = n === 0 ? 0 : (inputs[0]?.length ?? 1) - 1
    const rest = place.toSpliced(axis, 1)
    return now.map((old, one) => rest[one - before] ?? old)
  }
  if (kind === 'concatenate')
    return place.toSpliced(axis, 1, (place[axis] ?? 0) + offsetOf(inputs, axis, n))
  return output.map((_, one) => (shape[one] === 1 ? (now[one] ?? 0) : (place[one] ?? 0)))
}

function offsetOf(inputs: Join['inputs'], axis: number, n: number): number {
  return inputs.slice(0, n).reduce((sum, shape) => sum + (shape[axis] ?? 0), 0)
}

/** The inputs that decide a maximum or minimum, of those that count. */
export function winnersOf(terms: ArrayLike<number>, counts: ArrayLike<number>, value: number) {
  return Array.from(terms, (term, n) => counts[n] !== 0 && term === value)
}
