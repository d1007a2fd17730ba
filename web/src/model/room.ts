/** Room for a card that came into a wire: what follows moves aside, and nothing lies on anything. */

import type { Edge, NetDocument, Point } from './document'
import { into, outOf, placeOf } from './document'

export interface Size {
  width: number
  height: number
}

export type Sizes = Readonly<Record<string, Size>>

/** A card whose size is not known yet. */
export const STANDARD: Size = { width: 150, height: 160 }
/** Room between two cards along a wire, in canvas pixels. */
export const GAP = 64
/** Closer than this two cards that no wire joins look like one. */
const APART = 24

interface Box extends Size {
  readonly x: number
  readonly y: number
}

/** In the middle of its wires; what comes behind it in its row moves right by what is missing. */
export function makeRoom(document: NetDocument, id: string, sizes: Sizes = {}): NetDocument {
  const [from, to] = [into(document, id)[0]?.[0], outOf(document, id)[0]?.[1]]
  if (from === undefined || to === undefined) return document
  const [before, own, after] = [from, id, to].map((name) => boxOf(document, name, sizes)) as [
    Box,
    Box,
    Box,
  ]
  const least = before.x + before.width + GAP
  const forward = after.x > before.x
  const most = forward ? Math.max(least, after.x - GAP - own.width) : least
  const x = (least + most) / 2
  const middle = forward ? (center(before) + center(after)) / 2 : center(before)
  const y = middle - own.height / 2
  const by = forward ? x + own.width + GAP - after.x : 0
  const moved = by > 0 ? aside(document, id, to, by, sizes) : document
  return placed(moved, id, below(moved, id, { ...own, x, y }, sizes))
}

/** The shortest wire whose two cards this place lies between; none where another card stands. */
export function wireBetween(
  document: NetDocument,
  [x, y]: Point,
  sizes: Sizes,
  held?: string,
): Edge | undefined {
  const boxes = document.nodes
    .filter(({ id }) => id !== held)
    .map(({ id }) => boxOf(document, id, sizes))
  if (boxes.some((box) => meet({ x, y, width: 0, height: 0 }, box, 0))) return undefined
  const around = document.edges.flatMap((edge) => {
    const [from, to] = [boxOf(document, edge[0], sizes), boxOf(document, edge[1], sizes)]
    const left = from.x + from.width
    const share = (x - left) / (to.x - left)
    const top = from.y + (to.y - from.y) * share
    const bottom = from.y + from.height + (to.y + to.height - from.y - from.height) * share
    return share > 0 && share < 1 && y > top && y < bottom ? [{ edge, length: to.x - left }] : []
  })
  return around.sort((a, b) => a.length - b.length)[0]?.edge
}

function boxOf(document: NetDocument, id: string, sizes: Sizes): Box {
  const [x, y] = placeOf(document, id)
  return { ...(sizes[id] ?? STANDARD), x, y }
}

function center({ y, height }: Box): number {
  return y + height / 2
}

function meet(one: Box, other: Box, apart: number): boolean {
  return (
    one.x < other.x + other.width + apart &&
    other.x < one.x + one.width + apart &&
    one.y < other.y + other.height + apart &&
    other.y < one.y + one.height + apart
  )
}

/** Everything from ``first`` on in its row moves right, and what would then be covered with it. */
function aside(
  document: NetDocument,
  inserted: string,
  first: string,
  by: number,
  sizes: Sizes,
): NetDocument {
  const moving = new Set<string>()
  const waiting = [first]
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (moving.has(id) || id === inserted) continue
    moving.add(id)
    const box = boxOf(document, id, sizes)
    const shifted = { ...box, x: box.x + by }
    for (const { id: other } of document.nodes) {
      const place = boxOf(document, other, sizes)
      const ahead = place.x >= box.x + box.width
      const follows = ahead && outOf(document, id).some(([, to]) => to === other)
      if (follows || (ahead && meet(shifted, place, APART))) waiting.push(other)
    }
  }
  return [...moving].reduce((present, id) => {
    const [x, y] = placeOf(document, id)
    return placed(present, id, [x + by, y])
  }, document)
}

/** This place, or the first one below it that is free. */
function below(document: NetDocument, id: string, own: Box, sizes: Sizes): Point {
  const others = document.nodes.flatMap((node) =>
    node.id === id ? [] : [boxOf(document, node.id, sizes)],
  )
  let { y } = own
  for (let tries = 0; tries < others.length; tries++) {
    const on = others.find((other) => meet({ ...own, y }, other, APART))
    if (!on) break
    y = on.y + on.height + APART * 2
  }
  return [own.x, y]
}

function placed(document: NetDocument, id: string, [x, y]: Point): NetDocument {
  const place: Point = [Math.round(x), Math.round(y)]
  const [oldX, oldY] = document.layout?.[id] ?? []
  if (oldX === place[0] && oldY === place[1]) return document
  return { ...document, layout: { ...document.layout, [id]: place } }
}
