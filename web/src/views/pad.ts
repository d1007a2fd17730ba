/** A drawing between the events of the pad that shows it; painted on the page's clock. */

import { addPainter, soil, type Painter } from '../live/clock'
import { usePalette } from '../live/colors'
import { exactSurface } from '../live/surface'
import * as heatmap from './heatmap'
import { blank, centered, stroke, type Ink } from './ink'

const BRUSH = 1.1
const TELL_EVERY_MS = 60

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export class Pad {
  ink: Ink
  /** Whether a drawing is moved to the middle when it is done, as MNIST's are. */
  centering = true
  last: [number, number] | null = null
  private cursor: [number, number]
  private canvas: HTMLCanvasElement | null = null
  private keyboard = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly painter: Painter = { visible: true, dirty: true, paint: () => this.paint() }

  constructor(
    side: number,
    private readonly tell: (ink: Ink) => void,
  ) {
    this.ink = blank(side)
    this.cursor = [side / 2, side / 2]
  }

  mount(canvas: HTMLCanvasElement | null): () => void {
    this.canvas = canvas
    this.changed()
    return addPainter(this.painter)
  }

  touch(at: [number, number]): void {
    this.keyboard = false
    this.lineTo(at)
  }

  center(centering: boolean): void {
    this.centering = centering
  }

  lift(): void {
    if (this.last) this.replace(this.done())
    this.last = null
  }

  /** The drawing as it is meant. */
  done(): Ink {
    return this.centering ? centered(this.ink) : this.ink
  }

  lineTo(to: [number, number]): void {
    stroke(this.ink, this.last ?? to, to, BRUSH)
    this.last = to
    this.changed()
  }

  replace(ink: Ink): void {
    this.ink = ink
    this.changed()
  }

  clear(): void {
    const { side } = this.ink
    this.cursor = [side / 2, side / 2]
    this.replace(blank(side))
  }

  /**
   * Arrow keys move the pen; with the space bar it draws, and Shift with an arrow draws a line.
   * Answers whether the key was meant for the pad.
   */
  type(key: string, shift: boolean): boolean {
    const move = MOVES[key]
    if (!move && key !== ' ') return false
    this.keyboard = true
    const from = this.cursor
    const within = (place: number) => Math.min(this.ink.side - 0.5, Math.max(0.5, place))
    if (move) this.cursor = [within(from[0] + move[0]), within(from[1] + move[1])]
    if (key === ' ' || shift) stroke(this.ink, from, this.cursor, BRUSH)
    this.changed()
    return true
  }

  private changed(): void {
    soil(this.painter)
    // A pointer speaks up to 120 times a second; a network need not answer all of it.
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.tell(this.ink)
    }, TELL_EVERY_MS)
  }

  private paint(): void {
    if (!this.canvas) return
    const { side, values } = this.ink
    const { palette } = usePalette.getState()
    const part = { dims: [1, side, side], ranges: new Float32Array(), data: values }
    const surface = exactSurface(this.canvas, side, side)
    const scale = { least: 0, greatest: 1 }
    heatmap.paint(surface, part, { palette, map: 0, scale, colors: 'sequential' })
    if (!this.keyboard) return
    surface.context.fillStyle = palette.action
    surface.context.fillRect(Math.floor(this.cursor[0]), Math.floor(this.cursor[1]), 1, 1)
  }
}
