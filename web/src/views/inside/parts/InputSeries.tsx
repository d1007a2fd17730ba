/** A series from inside: its curve as the data set has it above the one that the network gets. */

import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useT } from '../../../i18n'
import type { RawSample } from '../../../live/raw'
import { short, whole } from '../../../ui/numbers'
import { Spoken } from '../../Spoken'
import type { InsideProps } from '../inside'
import { useEntering } from './entering'
import { workingOf, madeOf } from './preparing'
import { Sentence } from './Sentence'
import { StepsExplained } from './StepsExplained'
import { within } from '../../within'

const WIDTH = 560
const HEIGHT = 150
const LEFT = 58
const RIGHT = 12
const TOP = 10
const BOTTOM = 30

export function InputSeries({ node, kind, sample }: InsideProps & { readonly sample: RawSample }) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const [asked, choose] = useState<number | null>(null)
  const { values } = sample.numbers
  const [time = 1, width = 1] = sample.numbers.shape
  const at = Math.min(asked ?? time - 1, time - 1)
  const name = sample.steps[0]?.columns[0] ?? t('insideInput.value')
  const cell = { column: name, value: values[at * width] ?? NaN, inputs: [name], unit: '' }
  const [made] = madeOf({ ...sample, cells: [cell], features: [name] })
  const raw = Array.from({ length: time }, (_, n) => values[n * width] ?? NaN)
  useEntering(root, node, (element, entered) => {
    const line = Array.from({ length: time }, (_, n) => entered[n * width] ?? NaN)
    draw(element.querySelector('[data-curve="made"]'), line, at)
  })
  useEffect(() => draw(root.current?.querySelector('[data-curve="raw"]') ?? null, raw, at))
  const head = { text: `${t('insideInput.momentAt', { n: whole(at + 1) })} ` }
  const curve = { time, at, choose }
  return (
    <>
      <div className="input-stage" ref={root}>
        <Sentence pieces={[head, ...(made ? workingOf(t, made) : [])]} at={at * width} />
        <div className="input-curves">
          <Curve {...curve} which="raw" title={t('insideInput.curveRaw', { name })} axis={name} />
          <Curve
            {...curve}
            which="made"
            title={t('insideInput.curveMade')}
            axis={t('insideInput.value')}
          />
        </div>
        <p className="soft input-note">
          {t(sample.steps.length > 0 ? 'data.fromTraining' : 'data.raw')}
        </p>
        <Spoken body={root} />
      </div>
      <StepsExplained kind={kind} steps={made?.steps ?? []} />
    </>
  )
}

interface CurveProps {
  readonly which: 'raw' | 'made'
  readonly title: string
  readonly axis: string
  readonly time: number
  readonly at: number
  readonly choose: (at: number) => void
}

function Curve({ which, title, axis, time, at, choose }: CurveProps) {
  const t = useT()
  const point = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const inner = ((event.clientX - left) / width) * WIDTH - LEFT
    choose(within(Math.round((inner / (WIDTH - LEFT - RIGHT)) * (time - 1)), time))
  }
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    event.stopPropagation()
    choose(within(at + by, time))
  }
  return (
    <figure data-symbol={which === 'raw' ? 'x' : 'y'}>
      <figcaption className="inside-label">{title}</figcaption>
      <button
        type="button"
        className="input-curve"
        aria-label={`${title}. ${t('insideInput.moveMoment')}`}
        onPointerMove={point}
        onPointerDown={point}
        onKeyDown={move}
      >
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} data-curve={which}>
          <path data-axes d={`M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - RIGHT}`} />
          <path data-zero />
          <path data-line />
          <path data-moment />
          <circle r="4" />
          <text data-most x={LEFT - 6} y={TOP + 8} textAnchor="end" />
          <text data-least x={LEFT - 6} y={HEIGHT - BOTTOM} textAnchor="end" />
          <text x={LEFT} y={HEIGHT - BOTTOM + 14} textAnchor="middle">
            1
          </text>
          <text x={WIDTH - RIGHT} y={HEIGHT - BOTTOM + 14} textAnchor="end">
            {whole(time)}
          </text>
          <text x={(LEFT + WIDTH) / 2} y={HEIGHT - 4} textAnchor="middle">
            {t('insideInput.moment')}
          </text>
          <text
            textAnchor="middle"
            transform={`translate(12 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)`}
          >
            {axis}
          </text>
        </svg>
      </button>
    </figure>
  )
}

/** Draws the curve between its own least and greatest value, outside React. */
function draw(svg: Element | null, line: readonly number[], at: number): void {
  if (!svg) return
  const [least, most] = [Math.min(...line), Math.max(...line)]
  const last = Math.max(1, line.length - 1)
  const x = (n: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * n) / last
  const y = (value: number): number =>
    TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - least) / (most - least || 1))
  const set = (selector: string, name: string, value: string): void =>
    svg.querySelector(selector)?.setAttribute(name, value)
  const points = line.map((value, n) => `${x(n).toFixed(1)} ${y(value).toFixed(1)}`)
  set('[data-line]', 'd', `M${points.join('L')}`)
  set('[data-moment]', 'd', `M${x(at)} ${TOP}V${HEIGHT - BOTTOM}`)
  set('[data-zero]', 'd', least < 0 && most > 0 ? `M${LEFT} ${y(0)}H${WIDTH - RIGHT}` : '')
  set('circle', 'cx', String(x(at)))
  set('circle', 'cy', String(y(line[at] ?? NaN)))
  const write = (selector: string, value: number): void => {
    const text = svg.querySelector(selector)
    if (text && text.textContent !== tick(value)) text.textContent = tick(value)
  }
  write('[data-most]', most)
  write('[data-least]', least)
}

function tick(value: number): string {
  return short(Number(value.toPrecision(4)))
}
