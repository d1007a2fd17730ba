/** One histogram a layer, in network order, over the steps since the instrument was opened. */

import { useEffect, useRef } from 'react'

import { t as translate, useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { sharpSurface } from '../../live/surface'
import { useTurns } from '../../live/turns'
import { readable, whole } from '../../ui/numbers'
import { put } from '../../ui/put'
import { healthOf, useLayers } from './question'
import { momentOf, type Histogram, type LayerHealth, type Moment } from './reading'
import { picked, recorded } from './record'
import { paintRidges, spanOf } from './ridges'
import './health.css'

type Of = 'weights' | 'activations' | 'gradients'
const RIDGES = 12
const HEIGHT = 84

export function Histograms({ of }: { of: Of }) {
  const t = useT()
  const layers = useLayers()
  const root = useRef<HTMLDivElement>(null)
  const moments = useRef<Moment[]>([])
  const inTurns = useTurns()
  const key = layers.join(' ')
  useEffect(() => {
    moments.current = []
  }, [key])

  useLive(root, healthOf(layers), (handle) => {
    const moment = momentOf(handle.frame(), layers.length)
    const element = root.current
    if (!element) return
    element.dataset.waiting = String(moment === null)
    if (!moment) return
    recorded(moments.current, moment)
    const figures = element.querySelectorAll<HTMLElement>('.health-figure')
    figures.forEach((figure, n) => {
      figure.hidden = Number.isNaN(moment.layers[n]?.[of].least ?? NaN)
    })
    inTurns(figures.length, (n) => {
      if (figures[n]) paint(figures[n], moments.current, n, of)
    })
  })

  return (
    <div className="health" ref={root} data-waiting="true">
      <p className="health-waiting soft">{t('instruments.waiting')}</p>
      <div className="health-figures">
        {layers.map((layer) => (
          <figure key={layer} className="health-figure" data-layer={layer} hidden>
            <figcaption>
              <b>{layer}</b> <span className="health-spread" />
            </figcaption>
            <canvas role="img" />
            <div className="health-ends" aria-hidden="true">
              <span />
              <span />
            </div>
          </figure>
        ))}
      </div>
      <p className="health-note soft">{t(`health.note_${of}`)}</p>
    </div>
  )
}

function paint(figure: HTMLElement, moments: readonly Moment[], layer: number, of: Of): void {
  const all = moments.flatMap((moment) => moment.layers[layer] ?? [])
  const newest = all.at(-1)
  const canvas = figure.querySelector('canvas')
  if (figure.hidden || !newest || !canvas) return
  const shown = picked(all, RIDGES).map((one) => one[of])
  const span = spanOf(shown)
  const surface = sharpSurface(canvas, canvas.clientWidth || 160, HEIGHT)
  paintRidges(surface, shown, span, usePalette.getState().palette)
  const [left, right] = figure.querySelectorAll('.health-ends > span')
  put(left, readable(span.least, 2))
  put(right, readable(span.greatest, 2))
  put(figure.querySelector('.health-spread'), spread(newest, of))
  const step = moments.at(-1)?.step ?? 0
  canvas.setAttribute('aria-label', spoken(figure.dataset.layer ?? '', newest, of, step))
}

/** Mean and deviation of all its numbers; of gradients their length. */
function spread(layer: LayerHealth, of: Of): string {
  if (of === 'gradients') return `‖∇‖ ${readable(layer.gradientNorm, 3)}`
  const [mean, deviation] =
    of === 'weights'
      ? [layer.weightMean, layer.weightDeviation]
      : [layer.activationMean, layer.activationDeviation]
  return `${readable(mean, 2)} ± ${readable(deviation, 2)}`
}

function spoken(layer: string, health: LayerHealth, of: Of, step: number): string {
  const { counts, least, greatest }: Histogram = health[of]
  return translate(`health.spoken_${of}`, {
    layer,
    count: whole(counts.reduce((a, b) => a + b, 0)),
    least: readable(least, 2),
    greatest: readable(greatest, 2),
    spread: spread(health, of),
    step: whole(step),
  })
}
