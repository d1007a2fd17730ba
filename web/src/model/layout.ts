/** Automatic placing, left to right, by dagre's layered drawing. */

import { Graph, layout } from '@dagrejs/dagre'
import type { NetDocument, Point } from './document'
import { moveNodes } from './edits'
import { GAP, STANDARD, type Size, type Sizes } from './room'

/** The room that a usual window leaves beside the data card. */
const USUAL: Size = { width: 760, height: 600 }
const MOST_ROWS = 6
const TIGHT = 480
const TIGHT_GAP = 44

/** Places for all nodes, given the sizes of their cards; a long network breaks into rows like text. */
export function arrange(
  document: NetDocument,
  sizes: Sizes = {},
  room: Size = USUAL,
  rows = MOST_ROWS,
): NetDocument {
  const boxes = layered(document, sizes, room.width < TIGHT ? TIGHT_GAP : GAP)
  return moveNodes(document, Object.fromEntries(inRows(columns(boxes), room, rows)))
}

interface Box extends Size {
  readonly id: string
  readonly x: number
  readonly y: number
}

/** dagre's layered drawing: one row, left to right; ``x`` and ``y`` are the corners. */
function layered(document: NetDocument, sizes: Sizes, gap: number): Box[] {
  const graph = new Graph()
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: gap })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of document.nodes) graph.setNode(id, { ...(sizes[id] ?? STANDARD) })
  for (const [from, to] of document.edges) graph.setEdge(from, to)
  layout(graph)
  return document.nodes.map(({ id }) => {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(id) as Partial<Box>
    return { id, width, height, x: x - width / 2, y: y - height / 2 }
  })
}

/** Boxes that dagre put into one layer: they share their center. */
function columns(boxes: readonly Box[]): Box[][] {
  const byCenter = new Map<number, Box[]>()
  for (const box of boxes) {
    const center = Math.round(box.x + box.width / 2)
    byCenter.set(center, [...(byCenter.get(center) ?? []), box])
  }
  return [...byCenter.entries()].sort(([a], [b]) => a - b).map(([, column]) => column)
}

const ROW_GAP = 72
// A gain in size that is worth another row.
const WORTH = 1.2

/** Break a row of columns where that shows the network clearly larger. */
function inRows(line: readonly Box[][], room: Size, most: number): [string, Point][] {
  let best = [line]
  for (let count = 2; count <= most && count < line.length; count++) {
    const rows = broken(line, count)
    if (zoom(rows, room) > zoom(best, room) * WORTH) best = rows
  }
  let top = 0
  return best.flatMap((row) => {
    const { left, high, height } = extent(row)
    const shifted = row
      .flat()
      .map(({ id, x, y }): [string, Point] => [id, [x - left, y - high + top]])
    top += height + ROW_GAP
    return shifted
  })
}

function broken(line: readonly Box[][], count: number): Box[][][] {
  const { left, width } = extent(line)
  const rows = Array.from({ length: count }, (): Box[][] => [])
  for (const column of line) {
    const { left: from, width: own } = extent([column])
    const place = Math.floor(((from + own / 2 - left) / width) * count)
    rows[Math.min(count - 1, place)]?.push(column)
  }
  return rows.filter((row) => row.length > 0)
}

function zoom(rows: readonly (readonly Box[][])[], room: Size): number {
  const extents = rows.map(extent)
  const width = Math.max(...extents.map((row) => row.width))
  const height = extents.reduce((sum, row) => sum + row.height + ROW_GAP, -ROW_GAP)
  return Math.min(1, room.width / width, room.height / height)
}

function extent(row: readonly Box[][]) {
  const boxes = row.flat()
  const left = Math.min(...boxes.map((box) => box.x))
  const high = Math.min(...boxes.map((box) => box.y))
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - left
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - high
  return { left, high, width, height }
}
