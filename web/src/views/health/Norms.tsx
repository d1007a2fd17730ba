/** How long the gradients of each layer are, and how far a step moves its weights, over the steps. */

import { useEffect, useRef } from 'react'

import { useT } from '../../i18n'
import { usePalette, type Palette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { sharpSurface } from '../../live/surface'
import { useTurns } from '../../live/turns'
import { readable } from '../../ui/numbers'
import { put } from '../../ui/put'
import { paintLines, type Band } from './lines'
import { healthOf, useLayers } from './question'
import { momentOf, type LayerHealth, type Moment } from './reading'
import { recorded } from './record'
import './health.css'

/** Around a thousandth of its length a step is a rule of thumb for layers that learn well. */
const HEALTHY: Band = { least: 3e-4, greatest: 3e-3 }
const HEIGHT = 120
const CHARTS = [
  { name: 'norm', of: (layer: LayerHealth) => layer.gradientNorm, band: null },
  { name: 'ratio', of: (layer: LayerHealth) => layer.updateRatio, band: HEALTHY },
] as const

export function Norms() {
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
    inTurns(PIECES, (piece) => paint(element, moments.current, piece))
  })

  return (
    <div className="health" ref={root} data-waiting="true">
      <p className="health-waiting soft">{t('instruments.waiting')}</p>
      <div className="health-charts">
        {CHARTS.map(({ name }) => (
          <figure key={name} className="health-chart">
            <figcaption>{t(`health.chart_${name}`)}</figcaption>
            <canvas role="img" aria-label={t(`health.chart_${name}`)} />
          </figure>
        ))}
      </div>
      <table className="health-table">
        <thead>
          <tr>
            <th scope="col">{t('health.layer')}</th>
            <th scope="col">{t('health.gradient')}</th>
            <th scope="col">{t('health.ratio')}</th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer) => (
            <tr key={layer} data-layer={layer} hidden>
              <th scope="row">
                <i aria-hidden="true" /> {layer}
              </th>
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="health-note soft">{t('health.note_norms')}</p>
    </div>
  )
}

/** The charts one by one, then the table. */
const PIECES = CHARTS.length + 1

function paint(root: HTMLElement, moments: readonly Moment[], piece: number): void {
  const newest = moments.at(-1)
  if (!newest) return
  const { palette } = usePalette.getState()
  const told = newest.layers.flatMap((layer, n) => (Number.isNaN(layer.weightNorm) ? [] : [n]))
  const colors = new Map(told.map((layer, n) => [layer, colorOf(palette, n, told.length)]))
  const chart = CHARTS[piece]
  if (!chart) return write(root, newest, colors)
  const canvas = root.querySelectorAll('canvas')[piece]
  if (!canvas) return
  const lines = told.map((layer) => ({
    color: colors.get(layer) ?? palette.ink,
    values: moments.map((moment) => {
      const found = moment.layers[layer]
      return found ? chart.of(found) : NaN
    }),
  }))
  const steps = moments.map(({ step }) => step)
  const surface = sharpSurface(canvas, canvas.clientWidth || 240, HEIGHT)
  paintLines(surface, steps, lines, chart.band, palette)
}

function write(root: HTMLElement, newest: Moment, colors: ReadonlyMap<number, string>): void {
  root.querySelectorAll<HTMLElement>('tbody tr').forEach((row, n) => {
    const layer = newest.layers[n]
    const hidden = !layer || !colors.has(n)
    if (row.hidden !== hidden) row.hidden = hidden
    if (!layer || hidden) return
    row.querySelector<HTMLElement>('i')?.style.setProperty('background', colors.get(n) ?? '')
    const [norm, ratio] = row.querySelectorAll('td')
    put(norm, readable(layer.gradientNorm, 4))
    put(ratio, readable(layer.updateRatio, 5))
    const zone = zoneOf(layer.updateRatio)
    if (ratio && ratio.dataset.zone !== zone) ratio.dataset.zone = zone
  })
}

/** From the first layer to the last, through the colors that mean order everywhere. */
function colorOf({ sequential }: Palette, n: number, count: number): string {
  const place = count > 1 ? 70 + Math.round((n / (count - 1)) * 150) : 180
  const word = sequential[place] ?? 0
  return `rgb(${word & 255} ${(word >> 8) & 255} ${(word >> 16) & 255})`
}

function zoneOf(ratio: number): string {
  if (Number.isNaN(ratio)) return 'unknown'
  if (ratio < HEALTHY.least) return 'below'
  return ratio > HEALTHY.greatest ? 'above' : 'healthy'
}
