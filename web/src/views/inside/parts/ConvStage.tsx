/** The stage of everything that has kernels: one filter over its channels, at one place. */

import { useCallback, useRef, useState } from 'react'

import { useSay, useT, type Translate } from '../../../i18n'
import { usePalette } from '../../../live/colors'
import type { NodeFacts } from '../../../live/facts'
import { useLive } from '../../../live/hooks'
import { useReadable } from '../../../live/readable'
import { sampleOf, useSample } from '../../../live/sample'
import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import type { Problem } from '../../../wire/messages.gen'
import { UnitButtons } from '../../meddle/UnitButtons'
import { setWeights } from '../../meddle/writing'
import { Spoken } from '../../Spoken'
import type { InsideProps } from '../inside'
import { Brush } from './Brush'
import { channelsOf, paintChannels, writeNumbers, type Asked, type Channels } from './channels'
import { useChannelName } from './colors'
import { ConvMaps, within } from './ConvMaps'
import { ConvNumbers, type Weights } from './ConvNumbers'
import { MapThumbs } from './MapThumbs'
import type { Meeting } from './meeting'
import { Pager } from './Pager'
import { placeName } from './places'
import { useSlide } from './slide'
import { lengthsOf, numberAt, type Pair, type Sliding } from './sliding'
import '../windows.css'

/** How a kind puts its filters together. */
export interface Kernels {
  /** How many channels, or maps, one filter adds up. */
  readonly total: number
  /** What the nth of them is called. */
  readonly channelOf: (n: number) => string
  readonly kernel: string
  /** Where a cell of its kernel lies: `at` counts the kernel's own axes. */
  readonly indexOf: (at: readonly number[], n: number) => number[]
  readonly shareOf?: (n: number) => Weights['share']
}

interface ConvStageProps extends InsideProps {
  readonly probe: string
  readonly meet: (sliding: Sliding, size: Pair, places: Pair) => Meeting
  readonly kernelsOf: (
    node: NodeFacts,
    input: readonly (number | null)[],
    filters: number,
    filter: number,
  ) => Kernels
}

const SHOWN = 6
const START: Asked = { place: [0, 0], channel: 0, tap: 0 }

/** Of this page; each is named by its number. */
let strokes = 0

export function ConvStage({ node, shape, inputs, probe, meet, kernelsOf }: ConvStageProps) {
  const t = useT()
  const say = useSay()
  const stage = useRef<HTMLDivElement>(null)
  const sample = useSample()
  const [filter, setFilter] = useState(0)
  const [first, setFirst] = useState(0)
  const [wanted, setAsked] = useState(START)
  const [brush, setBrush] = useState<number | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sliding, setSliding] = useState<Sliding | null>(null)
  /** Where the stroke went that is one step back. */
  const stroke = useRef<{ group: string; over: string[] } | null>(null)
  const flat = shape.length === 2
  const [size, places] = [lengthsOf(inputs[0] ?? [], flat), lengthsOf(shape, flat)]
  const filters = shape.at(-1) ?? 1
  const kernels = kernelsOf(node, inputs[0] ?? [], filters, filter)
  const { total, kernel, channelOf } = kernels
  const count = Math.min(SHOWN, total)
  const channelName = useChannelName(node, inputs[0]?.at(-1) ?? 1)
  const asked = { ...wanted, place: within(wanted.place, places) }
  const go = useCallback(
    (next: (from: Asked['place']) => Asked['place']) =>
      setAsked((now) => ({ ...now, place: next(now.place) })),
    [],
  )
  const slide = useSlide(places, go)

  const write = useReadable((handle) => {
    const channels = channelsOf(handle.frame(), flat)
    if (!stage.current || !channels) return
    writeNumbers(stage.current, channels, meet(channels.sliding, size, places), asked)
    const told = stage.current.querySelector('[data-spoken]') ?? undefined
    put(told, sentenceOf(t, channels, asked, flat))
  })
  useLive(
    stage,
    { probe, node: node.id, filter, first, count, sample: sampleOf(sample) },
    (handle) => {
      const channels = channelsOf(handle.frame(), flat)
      if (!stage.current || !channels) return
      if (JSON.stringify(channels.sliding) !== JSON.stringify(sliding)) setSliding(channels.sliding)
      paintChannels(stage.current, channels, usePalette.getState().palette)
      write(handle)
    },
  )

  const indexOf = (tap: number, channel: number, across: number): number[] => {
    const [row, column] = [Math.floor(tap / across), tap % across]
    return kernels.indexOf(flat ? [column] : [row, column], first + channel)
  }
  const paint = (index: number[], begins: boolean): void => {
    if (begins || !stroke.current) stroke.current = { group: `stroke ${++strokes}`, over: [] }
    const { group, over } = stroke.current
    if (brush === null || over.includes(index.join())) return
    over.push(index.join())
    const cell = { node: node.id, weight: kernel, index, value: brush }
    void setWeights([cell], group).then(setProblem)
  }
  const meeting = sliding && meet(sliding, size, places)
  const across = sliding?.taps[1] ?? 1
  const ask = (next: Partial<Asked>): void => setAsked({ ...asked, ...next })
  const nameOf = (n: number): string => channelName(channelOf(first + n))
  return (
    <div className="conv" ref={stage}>
      <div className="inside-tools">
        <MapThumbs
          node={node.id}
          total={filters}
          chosen={filter}
          word={t('insideImages.filters')}
          one={(n) => t('insideImages.filter', { n })}
          onChoose={setFilter}
        />
        <button
          type="button"
          className="button pill inside-end"
          aria-pressed={slide.walks}
          onClick={slide.press}
        >
          {t(slide.walks ? 'insideImages.stop' : 'insideImages.slide')}
        </button>
      </div>
      <UnitButtons node={node.id} unit={filter} />
      {meeting ? (
        <>
          <ConvMaps
            {...{ meeting, size, places, count, asked }}
            channelOf={nameOf}
            pager={
              <Pager
                {...{ total, first, count }}
                word={t('insideImages.channels')}
                onTurn={setFirst}
              />
            }
            activation={node.activation}
            mixed={kernels.shareOf !== undefined}
            onAsk={ask}
            onPaint={
              brush === null
                ? null
                : (tap, channel, begins) => paint(indexOf(tap, channel, across), begins)
            }
          />
          <ConvNumbers
            {...{ node, meeting, filter, count, total, asked, flat }}
            channelOf={nameOf}
            weights={{
              kernel,
              indexOf: (tap) => indexOf(tap, asked.channel, across),
              share: kernels.shareOf?.(first + asked.channel) ?? null,
            }}
            brush={<Brush value={brush} onChoose={setBrush} />}
            onAsk={ask}
          />
          {problem && <p role="alert">{say(problem.message)}</p>}
        </>
      ) : (
        <p className="soft">…</p>
      )}
      <span className="live-spoken" data-spoken />
      <Spoken body={stage} />
    </div>
  )
}

function sentenceOf(t: Translate, channels: Channels, { place }: Asked, flat: boolean): string {
  return t('insideImages.convSaid', {
    place: placeName(t, place, flat),
    sum: readable(numberAt(channels.sum, 0, place) ?? NaN),
    output: readable(numberAt(channels.output, 0, place) ?? NaN),
  })
}
