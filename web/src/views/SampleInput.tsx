/** What goes into the network: one example as it is, another one, or one drawn by hand. */

import { useRef } from 'react'

import { useT, type Key } from '../i18n'
import { usePalette } from '../live/colors'
import { useFacts } from '../live/facts'
import { useLive } from '../live/hooks'
import { sampleOf, useSample, type PartName } from '../live/sample'
import { exactSurface } from '../live/surface'
import { Bars } from './Bars'
import * as color from './color'
import { DrawPad } from './DrawPad'
import * as heatmap from './heatmap'
import type { PictureProps } from './picture'
import { MapButton } from './MapButton'
import { SampleLine } from './SampleLine'
import { SampleWords } from './SampleWords'
import { UnitDots } from './UnitDots'
import './words.css'
import { readable, whole } from '../ui/numbers'
import { Chip } from '../ui/Chip'

const PARTS: { part: PartName; label: Key }[] = [
  { part: 'training', label: 'live.training' },
  { part: 'validation', label: 'live.validation' },
  { part: 'test', label: 'live.test' },
]

export function SampleInput({ node, shape }: PictureProps) {
  const drawn = useSample((state) => state.drawn)
  const type = useFacts((facts) => facts.sampleType)
  const image = shape.length === 3
  const plain = (shape[0] ?? 0) <= 32 ? Bars : UnitDots
  const Plain = plain
  return (
    <div className="live-sample">
      {image && drawn && <DrawPad side={shape[0] ?? 28} />}
      {image && !drawn && <SampleImage node={node} shape={shape} />}
      {type === 'tokens' && <SampleWords />}
      {type === 'sequence' && <SampleLine node={node} shape={shape} />}
      {!image && type !== 'tokens' && type !== 'sequence' && <Plain node={node} shape={shape} />}
      <Chooser drawable={image && shape[0] === shape[1] && shape[2] === 1} />
      <Target node={node.id} />
    </div>
  )
}

/** Gray in the page's colors, or red, green and blue as they are. */
function SampleImage({ node, shape }: PictureProps) {
  const frame = useRef<HTMLDivElement>(null)
  const sample = useSample()
  const [height = 1, width = 1, channels = 1] = shape
  useLive(frame, { probe: 'activation', node: node.id, sample: sampleOf(sample) }, (handle) => {
    const canvas = frame.current?.querySelector('canvas')
    if (!canvas) return
    const part = handle.frame()?.parts[0] ?? null
    const { palette } = usePalette.getState()
    const scale = { least: 0, greatest: 1 }
    const surface = exactSurface(canvas, width, height)
    if (channels === 3) return color.paint(surface, part, palette.unknown)
    heatmap.paint(surface, part, { palette, map: 0, scale, colors: 'sequential' })
  })
  return (
    <div className="live-image" ref={frame}>
      <MapButton node={node.id} map={0} height={height} width={width} />
    </div>
  )
}

function Chooser({ drawable }: { drawable: boolean }) {
  const t = useT()
  const { part, index, drawn, choose, useDrawn: setDrawn } = useSample()
  const counts = useFacts((facts) => facts.data?.counts)
  const count = counts?.[part] ?? 0
  const go = (to: number): void => {
    if (count > 0) choose(part, (to + count) % count)
  }
  return (
    <>
      <div className="live-chips">
        {PARTS.filter((one) => !counts || (counts[one.part] ?? 0) > 0).map((one) => (
          <Chip
            key={one.part}
            label={t(one.label)}
            on={!drawn && part === one.part}
            toggle={() => choose(one.part, 0)}
          />
        ))}
        {drawable && <Chip label={t('live.draw')} on={drawn} toggle={() => setDrawn(!drawn)} />}
      </div>
      {!drawn && (
        <div className="live-stepper">
          <button type="button" aria-label={t('live.previous')} onClick={() => go(index - 1)}>
            ‹
          </button>
          <span>{whole(index + 1)}</span>
          <button type="button" aria-label={t('live.next')} onClick={() => go(index + 1)}>
            ›
          </button>
          <button type="button" onClick={() => go(Math.floor(Math.random() * count))}>
            {t('live.random')}
          </button>
        </div>
      )}
    </>
  )
}

/** The true answer of the example, from the same frame as its picture. */
function Target({ node }: { node: string }) {
  const t = useT()
  const text = useRef<HTMLElement>(null)
  const sample = useSample()
  const classes = useFacts((facts) => facts.data?.classes)
  useLive(text, { probe: 'activation', node, sample: sampleOf(sample) }, (handle) => {
    if (!text.current) return
    const values = handle.frame()?.parts[1]?.data
    const value = values?.[0] ?? NaN
    const name = Number.isNaN(value) ? '–' : (classes?.[value] ?? readable(value, 2))
    if (text.current.textContent !== name) text.current.textContent = name
  })
  return (
    <p className="live-target">
      {t(classes?.length === 0 ? 'live.wanted' : 'live.label')} <b ref={text} />
    </p>
  )
}
