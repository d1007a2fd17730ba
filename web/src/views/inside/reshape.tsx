/** Inside layers that only move numbers: where each of them went, and where it came from. */

import { useRef, useState } from 'react'

import { useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { readable } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Part } from '../../wire/frames'
import * as heatmap from '../heatmap'
import { pictureScale } from '../scales'
import { Spoken } from '../Spoken'
import type { Inside, InsideProps } from './inside'
import { paintMaps } from './parts/channels'
import { SheetMaps, SHOWN } from './parts/SheetMaps'
import { laidOut, pageWith, placeText, sheetsOf, spotOf } from './parts/sheets'
import './windows.css'

/** What is pointed at: a number that comes in, or one that goes out. */
interface Asked {
  readonly side: 'in' | 'out'
  readonly at: number
}

function View({ node, shape, inputs }: InsideProps) {
  const t = useT()
  const stage = useRef<HTMLDivElement>(null)
  const sample = useSample()
  const [asked, setAsked] = useState<Asked>({ side: 'in', at: 0 })
  const [sources, setSources] = useState<readonly number[] | null>(null)
  const [firsts, setFirsts] = useState({ in: 0, out: 0 })
  const before = lengths(inputs[0] ?? [])
  const after = lengths(shape)
  const [given, made] = [sheetsOf(before), sheetsOf(after)]
  const from = asked.side === 'in' ? asked.at : (sources?.[asked.at] ?? -1)
  const to = asked.side === 'out' ? [asked.at] : placesOf(sources, asked.at)

  const write = useReadable((handle) => {
    const [input, output] = handle.frame()?.parts ?? []
    if (!stage.current || !input || !output) return
    const value = asked.side === 'in' ? input.data[asked.at] : output.data[asked.at]
    const text = sentence(t, from, to, before, after, value ?? NaN)
    put(stage.current.querySelector('.moved-said') ?? undefined, text)
  })
  useLive(stage, { probe: 'moved', node: node.id, sample: sampleOf(sample) }, (handle) => {
    const [input, output, places] = handle.frame()?.parts ?? []
    if (!stage.current || !input || !output || !places) return
    if (!sources || sources.length !== places.data.length || sources.some(isNot(places.data)))
      setSources([...places.data])
    const parts = [laidOut(input, given), laidOut(withoutNew(output, places), made)] as const
    const look = pictureScale(rangeOf(input.data))
    // Where there is nothing, the hatching behind shows through.
    const palette = { ...usePalette.getState().palette, unknown: 0 }
    paintMaps(stage.current, palette, { in: [parts[0], look], out: [parts[1], look] })
    write(handle)
  })

  /** What is on the other side is turned to, so that one sees where the number is. */
  const ask = (next: Asked): void => {
    setAsked(next)
    const other =
      next.side === 'in' ? placesOf(sources, next.at).slice(0, 1) : [sources?.[next.at] ?? -1]
    const found = other.find((at) => at >= 0)
    if (found === undefined) return
    const side = next.side === 'in' ? 'out' : 'in'
    const map = spotOf(side === 'in' ? given : made, found).map
    setFirsts((now) => ({
      ...now,
      [side]: pageWith(map, now[side], side === 'in' ? given : made, SHOWN),
    }))
  }

  return (
    <div className="conv moved" ref={stage}>
      <p className="moved-said mono" data-spoken data-waiting>
        …
      </p>
      <div className="moved-both">
        <SheetMaps
          sheets={given}
          title={t('insideImages.comesIn')}
          symbol="x"
          name="in"
          framed={from < 0 ? [] : [from]}
          first={firsts.in}
          onTurn={(first) => setFirsts({ ...firsts, in: first })}
          onAsk={(at) => ask({ side: 'in', at })}
        />
        <span className="conv-sign" aria-hidden>
          →
        </span>
        <SheetMaps
          sheets={made}
          title={t('insideImages.goesOut')}
          symbol="y"
          name="out"
          framed={to}
          first={firsts.out}
          onTurn={(first) => setFirsts({ ...firsts, out: first })}
          onAsk={(at) => ask({ side: 'out', at })}
        />
      </div>
      <Spoken body={stage} />
    </div>
  )
}

function lengths(shape: readonly (number | null)[]): number[] {
  return shape.map((length) => length ?? 1)
}

/** Everywhere a number went; more than once where it is repeated, nowhere where it is cut off. */
function placesOf(sources: readonly number[] | null, from: number): number[] {
  return (sources ?? []).flatMap((source, at) => (source === from ? [at] : []))
}

/** Numbers that came from nowhere are not drawn: they are a new border. */
function withoutNew(output: Part, sources: Part): Part {
  const data = Float32Array.from(output.data, (value, at) =>
    (sources.data[at] ?? -1) < 0 ? NaN : value,
  )
  return { ...output, data }
}

function isNot(values: ArrayLike<number>): (value: number, at: number) => boolean {
  return (value, at) => values[at] !== value
}

function rangeOf(values: ArrayLike<number>) {
  return heatmap.rangeOf(
    { dims: [1], ranges: new Float32Array(), data: Float32Array.from(values) },
    0,
  )
}

function sentence(
  t: ReturnType<typeof useT>,
  from: number,
  to: readonly number[],
  before: readonly number[],
  after: readonly number[],
  value: number,
): string {
  const first = to[0]
  const number = { value: readable(value) }
  if (from < 0) return t('insideImages.newZero', { ...number, to: placeText(after, first ?? 0) })
  const came = { ...number, from: placeText(before, from) }
  if (first === undefined) return t('insideImages.cutOff', came)
  const went = { ...came, to: placeText(after, first) }
  return to.length === 1
    ? t('insideImages.went', went)
    : t('insideImages.wentOften', { ...went, n: to.length - 1 })
}

export const INSIDE: Inside = {
  kinds: [
    'flatten',
    'reshape',
    'permute',
    'cropping2d',
    'zero_padding2d',
    'up_sampling2d',
    'repeat_vector',
  ],
  symbols: {
    x: { tex: 'x', code: /call\.inputs(?:\[0\])?|\bx\b/ },
    y: { tex: 'y', code: /\breturn\b/ },
  },
  View,
}
