/** Many values at once: the activation's curve over a histogram of all sums; one bin is told. */

import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { t as translate, useT } from '../../../i18n'
import { usePalette } from '../../../live/colors'
import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import { useReadable } from '../../../live/readable'
import type { Sample } from '../../../live/sample'
import { sharpSurface } from '../../../live/surface'
import { readable, whole } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import { bendOf, binEnds, MARGIN, paint, type Bend } from './curve'

const WIDTH = 560
const HEIGHT = 260
const BINS = 64

export function BinPanel({ node, sample }: { node: NodeFacts; sample: Sample }) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const said = useRef<HTMLElement>(null)
  const [bin, setBin] = useState(BINS / 2)
  const probe = { probe: 'bend', node: node.id, sample }
  useLive(canvas, probe, (handle) => {
    if (!canvas.current) return
    const { palette } = usePalette.getState()
    const surface = sharpSurface(canvas.current, WIDTH, HEIGHT)
    paint(surface, bendOf(handle.frame()), { palette, marked: bin, bins: true })
  })
  useLive(
    said,
    probe,
    useReadable((handle) => {
      const bend = bendOf(handle.frame())
      put(said.current ?? undefined, bend ? binOf(bend, bin) : '…')
    }),
  )
  const over = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const inner = ((event.clientX - left) / width) * WIDTH - MARGIN
    setBin(within(Math.floor((inner / (WIDTH - 2 * MARGIN)) * BINS)))
  }
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setBin((at) => within(at + by))
  }
  return (
    <figure className="bin-panel" data-symbol="activation">
      <button
        type="button"
        aria-label={t('insideUnits.binsOf', { name: node.activation })}
        onPointerMove={over}
        onPointerDown={over}
        onKeyDown={move}
      >
        <canvas ref={canvas} />
      </button>
      <figcaption ref={said} className="mono" role="status" />
    </figure>
  )
}

function within(bin: number): number {
  return Math.min(BINS - 1, Math.max(0, bin))
}

/** How many sums lie in a bin, and what the function makes of its ends. */
function binOf(bend: Bend, bin: number): string {
  const [from, to] = binEnds(bend, bin)
  const points = bend.grid.length - 1
  const value = (edge: number): string =>
    readable(bend.curve[Math.round((edge / bend.counts.length) * points)] ?? NaN)
  return translate('insideUnits.bin', {
    from: readable(from),
    to: readable(to),
    count: whole(bend.counts[bin] ?? 0),
    total: whole(bend.total),
    low: value(bin),
    high: value(bin + 1),
  })
}
