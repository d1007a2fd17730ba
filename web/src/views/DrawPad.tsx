/** A pad to draw a digit on, by pointer, touch or keyboard; the network answers while it is drawn. */

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useT } from '../i18n'
import { addPainter, soil, type Painter } from '../live/clock'
import { usePalette } from '../live/colors'
import { useFacts } from '../live/facts'
import { useRun } from '../live/run'
import { exactSurface } from '../live/surface'
import * as heatmap from './heatmap'
import { blank, centered, stroke, type Ink } from './ink'
import { Chip } from '../ui/Chip'

const BRUSH = 1.1
const SEND_EVERY_MS = 60

/** Holds the drawing between the pad's events; what it shows is painted on the clock. */
class Pad {
  ink: Ink
  cursor: [number, number]
  last: [number, number] | null = null
  canvas: HTMLCanvasElement | null = null
  keyboard = false
  private timer: ReturnType<typeof setTimeout> | undefined
  readonly painter: Painter = { visible: true, dirty: true, paint: () => this.paint() }

  constructor(
    side: number,
    private readonly send: (ink: Ink) => void,
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

  lift(centering: boolean): void {
    if (this.last && centering) this.replace(centered(this.ink))
    this.last = null
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

  changed(): void {
    soil(this.painter)
    // A pointer speaks up to 120 times a second; the network need not answer all of it.
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      this.send(this.ink)
    }, SEND_EVERY_MS)
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

export function DrawPad({ side }: { side: number }) {
  const t = useT()
  const [centering, setCentering] = useState(true)
  const canvas = useRef<HTMLCanvasElement>(null)
  const pad = usePad(side, canvas)

  const place = (event: PointerEvent<HTMLElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * side
    return [x, ((event.clientY - box.top) / box.height) * side]
  }
  const lift = (): void => {
    pad.lift(centering)
  }
  return (
    <div className="live-pad">
      <button
        type="button"
        className="live-pad-sheet nodrag nopan"
        aria-label={t('live.pad')}
        aria-describedby="live-pad-keys"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          pad.touch(place(event))
        }}
        onPointerMove={(event) => {
          if (pad.last) pad.lineTo(place(event))
        }}
        onPointerUp={lift}
        onPointerCancel={lift}
        onKeyDown={(event) => typeOnPad(event, pad)}
      >
        <canvas ref={canvas} className="live-map live-pixels" data-testid="pad" />
      </button>
      <p id="live-pad-keys" className="live-hint">
        {t('live.padKeys')}
      </p>
      <div className="live-chips">
        <Chip label={t('live.center')} on={centering} toggle={() => setCentering(!centering)} />
        <button type="button" className="live-chip" onClick={() => pad.replace(blank(side))}>
          {t('live.clear')}
        </button>
      </div>
    </div>
  )
}

function usePad(side: number, canvas: React.RefObject<HTMLCanvasElement | null>): Pad {
  const [pad] = useState(() => new Pad(side, sendInk))
  useEffect(() => pad.mount(canvas.current), [pad, canvas])
  return pad
}

/** Sends the drawing in the data set's own range, found in its examples: 0 to 255 for MNIST. */
function sendInk(ink: Ink): void {
  const { brightest } = useFacts.getState().data ?? { brightest: 1 }
  useRun.getState().draw(Array.from(ink.values, (value) => value * brightest))
}

/** Arrow keys move the pen; with the space bar it draws, and Shift with an arrow draws a line. */
function typeOnPad(event: KeyboardEvent, pad: Pad): void {
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  }
  const move = moves[event.key]
  if (!move && event.key !== ' ') return
  event.preventDefault()
  event.stopPropagation()
  pad.keyboard = true
  const { side } = pad.ink
  const from = pad.cursor
  if (move)
    pad.cursor = [
      Math.min(side - 0.5, Math.max(0.5, from[0] + move[0])),
      Math.min(side - 0.5, Math.max(0.5, from[1] + move[1])),
    ]
  if (event.key === ' ' || event.shiftKey) stroke(pad.ink, from, pad.cursor, BRUSH)
  pad.changed()
}
