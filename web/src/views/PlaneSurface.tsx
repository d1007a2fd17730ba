/** The large picture of the plane: the output's answer everywhere, or that of the unit being asked. */

import { useEffect, useRef, useState } from 'react'

import { useT, type Key } from '../i18n'
import { usePalette, type Scale } from '../live/colors'
import { nodesOf, useFacts, type DataFacts } from '../live/facts'
import { useLive, useStable } from '../live/hooks'
import { useRun } from '../live/run'
import { usePick, type PartName } from '../live/sample'
import { exactSurface, sharpSurface } from '../live/surface'
import { Chip } from '../ui/Chip'
import { asking } from './asking'
import { Bias, hasBias } from './Bias'
import * as heatmap from './heatmap'
import type { PictureProps } from './picture'
import { readable, whole } from '../ui/numbers'
import * as points from './points'
import { scaleOf } from './scales'
import { describeRange } from './spoken'

const SIDE = 250
const GRID = 100
const TOGGLES: { part: PartName; label: Key; form: points.PointsOptions['form'] }[] = [
  { part: 'training', label: 'live.trainingPoints', form: 'disc' },
  { part: 'validation', label: 'live.validationPoints', form: 'square' },
  { part: 'test', label: 'live.testPoints', form: 'ring' },
]

interface Subject {
  node: string
  unit: number
  activation: string
}

export function PlaneSurface({ node, shape }: PictureProps) {
  const t = useT()
  const [unit, setUnit] = useState((shape[0] ?? 1) === 2 ? 1 : 0)
  const [parts, setParts] = useState<PartName[]>(['training'])
  const [discrete, setDiscrete] = useState(false)
  const picture = useRef<HTMLCanvasElement>(null)
  const least = useRef<HTMLSpanElement>(null)
  const greatest = useRef<HTMLSpanElement>(null)
  const own = {
    node: node.id,
    unit: Math.min(unit, (shape[0] ?? 1) - 1),
    activation: node.activation,
  }
  const subject = useSubject(own)

  useLive(
    picture,
    { probe: 'plane', node: subject.node, size: GRID, unit: subject.unit },
    (handle) => {
      if (!picture.current) return
      const part = handle.frame()?.parts[0] ?? null
      const range = part ? heatmap.rangeOf(part, 0) : { least: NaN, greatest: NaN }
      const scale = scaleOf(subject.activation, range)
      const { palette } = usePalette.getState()
      heatmap.paint(exactSurface(picture.current, GRID, GRID), part, {
        palette,
        map: 0,
        scale,
        colors: 'diverging',
        discrete,
      })
      describeRange(picture.current.closest('button'), range)
      write(least.current, ends(scale.least))
      write(greatest.current, ends(scale.greatest))
    },
  )

  return (
    <div className="live-surface" data-unit={0}>
      <div className="live-unit-frame">
        <SurfaceFrame picture={picture} own={own} parts={parts} />
        {hasBias(node) && <Bias node={node} unit={own.unit} />}
      </div>
      <div className="live-legend" aria-hidden="true">
        <span ref={least} />
        <i className="live-ramp" />
        <span ref={greatest} />
      </div>
      {(shape[0] ?? 1) > 1 && (
        <OutputChoice count={shape[0] ?? 1} chosen={own.unit} choose={setUnit} />
      )}
      <div className="live-chips">
        {TOGGLES.map(({ part, label }) => (
          <Chip
            key={part}
            label={t(label)}
            on={parts.includes(part)}
            toggle={() =>
              setParts(
                parts.includes(part) ? parts.filter((one) => one !== part) : [...parts, part],
              )
            }
          />
        ))}
        <Chip label={t('live.discretize')} on={discrete} toggle={() => setDiscrete(!discrete)} />
      </div>
    </div>
  )
}

/** What the surface shows: the unit under the pointer if there is one, else the output itself. */
function useSubject(own: Subject): Subject {
  const node = usePick((state) => state.pick?.node ?? null)
  const unit = usePick((state) => state.pick?.index[0] ?? 0)
  const document = useRun((run) => run.document)
  const facts = node !== null && document ? nodesOf(document).get(node) : undefined
  return useStable(
    facts && node !== null && node !== own.node
      ? { node, unit, activation: facts.activation }
      : own,
  )
}

interface FrameProps {
  picture: React.RefObject<HTMLCanvasElement | null>
  own: Subject
  parts: PartName[]
}

function SurfaceFrame({ picture, own, parts }: FrameProps) {
  const t = useT()
  const ask = usePick((state) => state.ask)
  const overlay = useRef<HTMLCanvasElement>(null)
  const data = useFacts((facts) => facts.data)
  const palette = usePalette((state) => state.palette)
  useEffect(() => {
    if (overlay.current && data) paintPoints(overlay.current, data, parts)
  }, [data, parts, palette])

  return (
    <button
      type="button"
      className="live-plane"
      aria-label={t('live.surfaceOf', { node: own.node })}
      onPointerMove={(event) => {
        const anchor = event.currentTarget
        const box = anchor.getBoundingClientRect()
        const x = (event.clientX - box.left) / box.width
        const y = (event.clientY - box.top) / box.height
        ask({
          node: own.node,
          index: [own.unit],
          point: points.pointAt(x, y),
          anchor,
          byKey: false,
        })
      }}
      {...asking(own.node, [own.unit], [0, 0])}
      onKeyDown={(event) => {
        if (!event.key.startsWith('Arrow')) return
        event.preventDefault()
        event.stopPropagation()
        movePoint(event.key)
      }}
    >
      <canvas ref={picture} className="live-exact" data-testid="surface" />
      <canvas ref={overlay} className="live-overlay" />
    </button>
  )
}

/** Arrow keys move the asked point by a quarter. */
function movePoint(key: string): void {
  const { pick, ask } = usePick.getState()
  if (!pick?.point) return
  const [x, y] = pick.point
  const across = { ArrowLeft: -0.25, ArrowRight: 0.25 }[key] ?? 0
  const up = { ArrowDown: -0.25, ArrowUp: 0.25 }[key] ?? 0
  ask({ ...pick, point: [clamp(x + across), clamp(y + up)] })
}

function clamp(value: number): number {
  return Math.min(points.REACH, Math.max(-points.REACH, value))
}

function paintPoints(canvas: HTMLCanvasElement, data: DataFacts, parts: PartName[]): void {
  const surface = sharpSurface(canvas, SIDE, SIDE)
  surface.context.clearRect(0, 0, surface.width, surface.height)
  const { palette } = usePalette.getState()
  const scale: Scale =
    data.classes.length > 0 ? { least: 0, greatest: 1 } : { least: -1, greatest: 1 }
  for (const { part, form } of TOGGLES) {
    const set = data.points[part]
    if (set && parts.includes(part))
      points.paint(surface, set, { palette, scale, radius: 2.4, form })
  }
}

function write(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text
}

function ends(value: number): string {
  return Number.isInteger(value) ? whole(value) : readable(value, 2)
}

function OutputChoice(props: { count: number; chosen: number; choose: (unit: number) => void }) {
  const t = useT()
  const classes = useFacts((facts) => facts.data?.classes)
  return (
    <div className="live-chips">
      {Array.from({ length: props.count }, (_, unit) => (
        <Chip
          key={unit}
          label={classes?.[unit] ?? t('live.output', { n: unit + 1 })}
          on={unit === props.chosen}
          toggle={() => props.choose(unit)}
        />
      ))}
    </div>
  )
}
