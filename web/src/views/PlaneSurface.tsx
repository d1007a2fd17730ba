/** The large picture of the plane: the output's answer everywhere, or that of the unit being asked. */

import { useEffect, useRef, useState } from 'react'

import { useT, type Key } from '../i18n'
import { CLASS_TOKENS, usePalette, type Palette } from '../live/colors'
import { nodesOf, useFacts, type DataFacts } from '../live/facts'
import { useLive, useStable } from '../live/hooks'
import { useRun } from '../live/run'
import { usePick, type PartName } from '../live/sample'
import { exactSurface, sharpSurface } from '../live/surface'
import { timesOf, useMeddle } from '../state/meddle'
import { Chip } from '../ui/Chip'
import { asking } from './asking'
import { Bias, hasBias } from './Bias'
import * as heatmap from './heatmap'
import type { PictureProps } from './picture'
import { readable, whole } from '../ui/numbers'
import './plane.css'
import * as points from './points'
import * as regions from './regions'
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
  const [chosen, setChosen] = useState<number | null>(null)
  const [parts, setParts] = useState<PartName[]>(['training'])
  const [discrete, setDiscrete] = useState(false)
  const picture = useRef<HTMLCanvasElement>(null)
  const least = useRef<HTMLSpanElement>(null)
  const greatest = useRef<HTMLSpanElement>(null)
  const outputs = shape[0] ?? 1
  // Of two outputs the second says all; of more, which one is greatest.
  const unit = Math.min(chosen ?? (outputs === 2 ? 1 : 0), outputs - 1)
  const all = outputs > 2 && (chosen === null || chosen >= outputs)
  const winners = useRef(new Uint8Array(GRID * GRID))
  const own = { node: node.id, unit, activation: node.activation }
  const subject = useSubject(own)
  const together = all && subject.node === own.node

  useLive(
    picture,
    { probe: 'plane', node: subject.node, size: GRID, unit: together ? null : subject.unit },
    (handle) => {
      if (!picture.current) return
      const part = handle.frame()?.parts[0] ?? null
      const count = together ? outputs : 1
      const range = part ? heatmap.commonRange(part, count) : { least: NaN, greatest: NaN }
      const scale = scaleOf(subject.activation, range)
      const { palette } = usePalette.getState()
      const surface = exactSurface(picture.current, GRID, GRID)
      if (together)
        regions.paint(surface, part, { palette, scale, discrete, winners: winners.current })
      else heatmap.paint(surface, part, { palette, map: 0, scale, colors: 'diverging', discrete })
      describeRange(picture.current.closest('button'), range)
      write(least.current, ends(scale.least))
      write(greatest.current, ends(scale.greatest))
    },
  )

  return (
    <div className="live-surface" data-unit={0}>
      <div className="live-unit-frame">
        <SurfaceFrame
          picture={picture}
          own={own}
          parts={parts}
          unitAt={(x, y) => (together ? (winners.current[placeOf(x, y)] ?? 0) : own.unit)}
        />
        {hasBias(node) && <Bias node={node} unit={own.unit} />}
      </div>
      {together ? (
        <ClassLegend count={outputs} />
      ) : (
        <div className="live-legend" aria-hidden="true">
          <span ref={least} />
          <i className="live-ramp" />
          <span ref={greatest} />
        </div>
      )}
      {outputs > 1 && (
        <OutputChoice count={outputs} chosen={all ? null : unit} choose={setChosen} />
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
        <Chip
          label={t(together ? 'live.flat' : 'live.discretize')}
          on={discrete}
          toggle={() => setDiscrete(!discrete)}
        />
      </div>
    </div>
  )
}

/**
 * What the surface shows: the unit under the pointer if there is one, else the output itself. A unit
 * that is switched off answers 0 everywhere: what the output becomes without it tells more.
 */
function useSubject(own: Subject): Subject {
  const node = usePick((state) => state.pick?.node ?? null)
  const unit = usePick((state) => state.pick?.index[0] ?? 0)
  const document = useRun((run) => run.document)
  const off = useMeddle(({ list }) => node !== null && timesOf(list, node, unit) === 0)
  const facts = node !== null && document ? nodesOf(document).get(node) : undefined
  return useStable(
    facts && node !== null && node !== own.node && !off
      ? { node, unit, activation: facts.activation }
      : own,
  )
}

interface FrameProps {
  picture: React.RefObject<HTMLCanvasElement | null>
  own: Subject
  parts: PartName[]
  /** The output that is asked at a place, given as shares from the top left. */
  unitAt: (x: number, y: number) => number
}

function SurfaceFrame({ picture, own, parts, unitAt }: FrameProps) {
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
          index: [unitAt(x, y)],
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

/** Where a place of the picture lies in its numbers. */
function placeOf(x: number, y: number): number {
  const along = (share: number) => Math.min(GRID - 1, Math.max(0, Math.floor(share * GRID)))
  return along(y) * GRID + along(x)
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
  const colorOf = targetColors(palette, data.classes.length)
  for (const { part, form } of TOGGLES) {
    const set = data.points[part]
    if (set && parts.includes(part))
      points.paint(surface, set, { palette, colorOf, radius: 2.4, form })
  }
}

/** Classes have colors of their own; values lie between the two signs. */
function targetColors(palette: Palette, classes: number): (target: number) => number {
  if (classes > 0) return (target) => regions.classColor(palette, target)
  const { diverging, unknown } = palette
  return (target) => heatmap.colorOf(target, { least: -1, greatest: 1 }, diverging, unknown)
}

function write(element: HTMLElement | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text
}

function ends(value: number): string {
  return Number.isInteger(value) ? whole(value) : readable(value, 2)
}

/** The colors of the classes, beside the picture that shows them all. */
function ClassLegend({ count }: { count: number }) {
  const t = useT()
  const classes = useFacts((facts) => facts.data?.classes)
  return (
    <ul className="live-classes" aria-label={t('live.classColors')}>
      {Array.from({ length: count }, (_, unit) => (
        <li key={unit}>
          <i style={{ background: `var(${CLASS_TOKENS[unit % CLASS_TOKENS.length] ?? ''})` }} />
          {classes?.[unit] ?? t('live.output', { n: unit + 1 })}
        </li>
      ))}
    </ul>
  )
}

interface ChoiceProps {
  count: number
  /** Null for all of them together. */
  chosen: number | null
  choose: (unit: number | null) => void
}

function OutputChoice(props: ChoiceProps) {
  const t = useT()
  const classes = useFacts((facts) => facts.data?.classes)
  return (
    <div className="live-chips">
      {props.count > 2 && (
        <Chip
          label={t('live.allOutputs')}
          on={props.chosen === null}
          toggle={() => props.choose(null)}
        />
      )}
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
