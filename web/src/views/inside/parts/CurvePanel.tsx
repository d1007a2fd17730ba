/** The activation's curve with the point of every unit on it; a click picks the nearest unit. */

import { useRef, type PointerEvent } from 'react'

import { t as translate, useT } from '../../../i18n'
import { usePalette } from '../../../live/colors'
import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import { useReadable } from '../../../live/readable'
import type { Sample } from '../../../live/sample'
import { sharpSurface } from '../../../live/surface'
import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import { bendOf, MARGIN, paint, type Bend } from './curve'

const WIDTH = 300
const HEIGHT = 200

interface CurveProps {
  readonly node: NodeFacts
  readonly sample: Sample
  readonly place: number[]
  readonly chosen: number
  readonly nameOf: (n: number) => string
  readonly choose: (n: number) => void
}

export function CurvePanel({ node, sample, place, chosen, nameOf, choose }: CurveProps) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const said = useRef<HTMLElement>(null)
  const seen = useRef<Bend | null>(null)
  const probe = { probe: 'bend', node: node.id, index: place, sample }
  useLive(canvas, probe, (handle) => {
    if (!canvas.current) return
    const bend = (seen.current = bendOf(handle.frame()))
    const { palette } = usePalette.getState()
    const surface = sharpSurface(canvas.current, WIDTH, HEIGHT)
    paint(surface, bend, { palette, marked: chosen, bins: false })
  })
  useLive(
    said,
    probe,
    useReadable((handle) => {
      const bend = bendOf(handle.frame())
      put(said.current ?? undefined, bend ? pointOf(node, bend, chosen, nameOf) : '…')
    }),
  )
  const pick = (event: PointerEvent<HTMLCanvasElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const found = nearest(seen.current, (event.clientX - left) / width)
    if (found !== null) choose(found)
  }
  return (
    <figure className="curve-panel" data-symbol="activation">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('insideUnits.curveOf', { name: node.activation })}
        onPointerDown={pick}
      />
      <figcaption ref={said} className="mono" />
    </figure>
  )
}

function pointOf(
  node: NodeFacts,
  { sums, outputs, curve }: Bend,
  chosen: number,
  nameOf: (n: number) => string,
): string {
  if (sums.length !== outputs.length) return translate('insideUnits.noCurve')
  const [sum, output] = [readable(sums[chosen] ?? NaN), readable(outputs[chosen] ?? NaN)]
  const point = `${nameOf(chosen)}: ${node.activation}(${sum}) = ${output}`
  return curve.length > 0 ? point : `${point}. ${translate('insideUnits.noCurve')}`
}

/** The unit whose sum is nearest to a place between left (0) and right (1). */
function nearest(bend: Bend | null, share: number): number | null {
  if (!bend) return null
  const reach = bend.grid.at(-1) ?? 1
  const inner = 1 - (2 * MARGIN) / WIDTH
  const at = ((share - 0.5) / inner) * 2 * reach
  let best: number | null = null
  bend.sums.forEach((sum, n) => {
    if (best === null || Math.abs(sum - at) < Math.abs((bend.sums[best] ?? NaN) - at)) best = n
  })
  return best
}
