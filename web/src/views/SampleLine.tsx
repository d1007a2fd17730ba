/** A sequence as a line over time, one for each value of a moment; what comes later is a point. */

import { useRef } from 'react'

import { useT } from '../i18n'
import { usePalette } from '../live/colors'
import { useFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { sampleOf, useSample } from '../live/sample'
import { sharpSurface } from '../live/surface'
import type { PictureProps } from './picture'
import { readable } from '../ui/numbers'

const WIDTH = 148
const HEIGHT = 84
const EDGE = 4
const POINT = 3

export function SampleLine({ node, shape }: PictureProps) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const range = useRef<HTMLParagraphElement>(null)
  const sample = useSample()
  const [length = 1, width = 1] = shape
  const forecast = useFacts((facts) => facts.data?.classes.length === 0)
  useLive(canvas, { probe: 'activation', node: node.id, sample: sampleOf(sample) }, (handle) => {
    if (!canvas.current || !range.current) return
    const [values, target] = handle.frame()?.parts ?? []
    const data = values?.data
    const later = forecast ? (target?.data[0] ?? NaN) : NaN
    const { context } = sharpSurface(canvas.current, WIDTH, HEIGHT)
    context.clearRect(0, 0, WIDTH, HEIGHT)
    if (!(data instanceof Float32Array) || data.length !== length * width) return
    const shown = Number.isNaN(later) ? data : [...data, later]
    const least = Math.min(...shown)
    const greatest = Math.max(...shown)
    const text = `${readable(least, 2)} … ${readable(greatest, 2)}`
    if (range.current.textContent !== text) range.current.textContent = text
    const y = (value: number): number =>
      EDGE + (HEIGHT - 2 * EDGE) * (1 - (value - least) / (greatest - least || 1))
    const last = forecast ? length : Math.max(1, length - 1)
    const x = (time: number): number => EDGE + ((WIDTH - 2 * EDGE) * time) / last
    const { palette } = usePalette.getState()
    context.lineWidth = 1.5
    for (let line = 0; line < width; line++) {
      context.strokeStyle = palette.positive
      context.globalAlpha = 1 / (1 + line / 2)
      context.beginPath()
      for (let time = 0; time < length; time++)
        context.lineTo(x(time), y(data[time * width + line] ?? 0))
      context.stroke()
    }
    context.globalAlpha = 1
    context.fillStyle = palette.ink
    context.beginPath()
    if (!Number.isNaN(later)) context.arc(x(last), y(later), POINT, 0, 2 * Math.PI)
    context.fill()
  })
  return (
    <>
      <canvas
        ref={canvas}
        className="live-sharp"
        role="img"
        aria-label={t(forecast ? 'live.lineAndLater' : 'live.line', { length })}
        title={forecast ? t('live.later') : undefined}
        style={{ width: WIDTH, height: HEIGHT }}
      />
      <p className="live-range" ref={range} />
    </>
  )
}
