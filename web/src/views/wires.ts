/** Where wires begin and end: the middle of each unit's picture, in the canvas's own coordinates. */

export interface Place {
  x: number
  y: number
}

/** The outer middle of each unit's picture of a node; one picture for all units answers for all. */
export function measureUnits(
  id: string,
  at: Place,
  side: 'left' | 'right',
  count: number,
): (Place | undefined)[] {
  const node = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
  if (!node) return []
  const units = [...node.querySelectorAll<HTMLElement>('[data-unit]')]
  const places = units.map((unit) => middle(unit, node, at, side))
  const only = places.length === 1 && count > 1 ? places[0] : undefined
  if (only)
    return Array.from({ length: count }, (_, n) => ({ x: only.x, y: only.y + spread(n, count) }))
  return places
}

function spread(n: number, count: number): number {
  return (n - (count - 1) / 2) * 14
}

// offsetTop and offsetLeft know nothing of the canvas's zoom, unlike getBoundingClientRect.
function middle(unit: HTMLElement, node: HTMLElement, at: Place, side: 'left' | 'right'): Place {
  const picture = unit.querySelector('canvas') ?? unit
  let x = side === 'right' ? picture.clientWidth || unit.offsetWidth : 0
  let y = (picture.clientHeight || unit.offsetHeight) / 2
  let walk: HTMLElement | null = picture
  while (walk && walk !== node) {
    x += walk.offsetLeft
    y += walk.offsetTop
    walk = walk.offsetParent as HTMLElement | null
  }
  return { x: at.x + x, y: at.y + y }
}

/** A curve that leaves and arrives level. */
export function curve(from: Place, to: Place): string {
  const bend = Math.max(24, Math.abs(to.x - from.x) / 2)
  return `M${from.x},${from.y} C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x},${to.y}`
}
