/** One animation-frame clock that paints whatever is both dirty and visible, outside React. */

/** Something that can be painted: a canvas, a row of bars, a bundle of wires. */
export interface Painter {
  paint(): void
  visible: boolean
  dirty: boolean
}

/** Something that writes texts, not before the time `from`. */
export interface Writer {
  from: number
  write(): void
}

/** Milliseconds a writer waits for a frame in which nothing is painted. */
const PATIENCE = 120

declare global {
  /** Set by a bench only: told after each frame in which something was painted. */
  var tellBenchPainted: (() => void) | undefined
}

const painters = new Set<Painter>()
const writers = new Set<Writer>()
const tickers = new Set<(now: number) => void>()
const afterPaint = new Set<() => void>()
let scheduled = false

/** Puts a painter on the clock; answers the function that takes it off. */
export function addPainter(painter: Painter): () => void {
  painters.add(painter)
  schedule()
  return () => painters.delete(painter)
}

/** Calls `tick` on every animation frame until removed: for what moves between frames of data. */
export function addTicker(tick: (now: number) => void): () => void {
  tickers.add(tick)
  schedule()
  return () => tickers.delete(tick)
}

/** Calls `action` after each painted frame; credits go back here. */
export function onPainted(action: () => void): () => void {
  afterPaint.add(action)
  return () => afterPaint.delete(action)
}

/** Marks a painter for the next frame. */
export function soil(painter: Painter): void {
  painter.dirty = true
  schedule()
}

/** Has texts written when it is their turn; in their order, one writer in a frame. */
export function write(writer: Writer): void {
  writers.add(writer)
  schedule()
}

/** Takes a writer off the clock whose texts are gone. */
export function forget(writer: Writer): void {
  writers.delete(writer)
}

/** Has something written once when it is its turn; answers the function that takes it back. */
export function inTurn(act: () => void): () => void {
  const writer = { from: 0, write: act }
  write(writer)
  return () => forget(writer)
}

/** Calls `act` when the frame that is being made is painted; answers what takes it back. */
export function afterFrame(act: () => void): () => void {
  let waiting = requestAnimationFrame(() => {
    waiting = requestAnimationFrame(act)
  })
  return () => cancelAnimationFrame(waiting)
}

/** Asks for one frame even when nothing is dirty. */
export function schedule(): void {
  if (scheduled) return
  scheduled = true
  requestAnimationFrame(beat)
}

function beat(now: number): void {
  scheduled = false
  for (const tick of tickers) tick(now)
  let painted = false
  for (const painter of painters) {
    if (!painter.dirty || !painter.visible) continue
    painter.dirty = false
    painter.paint()
    painted = true
  }
  if (writeNext(now, painted ? PATIENCE : 0)) painted = true
  if (painted) globalThis.tellBenchPainted?.()
  for (const action of afterPaint) action()
  if (tickers.size > 0 || writers.size > 0) schedule()
}

/** Lets the next writer write that has waited so long, if there is one. */
function writeNext(now: number, patience: number): boolean {
  for (const writer of writers) {
    if (writer.from + patience > now) continue
    writers.delete(writer)
    writer.write()
    return true
  }
  return false
}
