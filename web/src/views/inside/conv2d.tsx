/** Inside a convolution: one filter over its channels, at one place, with every number. */

import { useCallback, useRef, useState } from 'react'

import { useT } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { sampleOf, useSample } from '../../live/sample'
import { readable } from '../../ui/numbers'
import { UnitButtons } from '../meddle/UnitButtons'
import { Spoken } from '../Spoken'
import { put } from '../working'
import { useReadable } from '../WorkingLines'
import type { Inside, InsideProps } from './inside'
import { channelsOf, paintChannels, writeNumbers, type Channels } from './parts/channels'
import { ConvMaps, within } from './parts/ConvMaps'
import { ConvNumbers } from './parts/ConvNumbers'
import { MapThumbs } from './parts/MapThumbs'
import { Pager } from './parts/Pager'
import { useSlide } from './parts/slide'
import { lengthsOf, numberAt, type Cell, type Sliding } from './parts/sliding'
import './windows.css'

const SHOWN = 6

function View({ node, shape, inputs }: InsideProps) {
  const t = useT()
  const stage = useRef<HTMLDivElement>(null)
  const sample = useSample()
  const [filter, setFilter] = useState(0)
  const [first, setFirst] = useState(0)
  const [channel, setChannel] = useState(0)
  const [asked, setPlace] = useState<Cell>([0, 0])
  const [tap, setTap] = useState(0)
  const [sliding, setSliding] = useState<Sliding | null>(null)
  const flat = shape.length === 2
  const [size, places] = [lengthsOf(inputs[0] ?? [], flat), lengthsOf(shape, flat)]
  const filters = shape.at(-1) ?? 1
  const { total, indexOf } = layoutOf(node, inputs[0] ?? [], filters)
  const count = Math.min(SHOWN, total)
  const place = within(asked, places)
  const go = useCallback((next: (from: Cell) => Cell) => setPlace(next), [])
  const slide = useSlide(places, go)

  const write = useReadable((handle) => {
    const channels = channelsOf(handle.frame(), flat)
    if (!stage.current || !channels) return
    writeNumbers(stage.current, channels, channel, place)
    const told = stage.current.querySelector('[data-spoken]') ?? undefined
    put(told, sentenceOf(t, channels, place))
  })
  useLive(
    stage,
    { probe: 'channels', node: node.id, filter, first, count, sample: sampleOf(sample) },
    (handle) => {
      const channels = channelsOf(handle.frame(), flat)
      if (!stage.current || !channels) return
      if (JSON.stringify(channels.sliding) !== JSON.stringify(sliding)) setSliding(channels.sliding)
      paintChannels(stage.current, channels, usePalette.getState().palette)
      write(handle)
    },
  )

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
      {sliding ? (
        <>
          <ConvMaps
            {...{ sliding, size, places, first, count, place, tap }}
            pager={
              <Pager
                {...{ total, first, count }}
                word={t('insideImages.channels')}
                onTurn={setFirst}
              />
            }
            activation={node.activation}
            onPlace={(next, on = channel) => {
              setPlace(next)
              setChannel(on)
            }}
            onTap={(next, on) => {
              setTap(next)
              setChannel(on)
            }}
          />
          <ConvNumbers
            {...{ node, filter, first, count, total, channel, place, tap }}
            taps={sliding.taps}
            indexOf={(row, column) => {
              const at = flat ? [column] : [row, column]
              return [...at, ...indexOf(first + channel, filter)]
            }}
            onChannel={setChannel}
            onTap={setTap}
          />
        </>
      ) : (
        <p className="soft">…</p>
      )}
      <span className="live-spoken" data-spoken />
      <Spoken body={stage} />
    </div>
  )
}

/** How many channels a filter sees, and how its kernel's last two axes are counted. */
function layoutOf(
  node: InsideProps['node'],
  input: readonly (number | null)[],
  filters: number,
): { total: number; indexOf: (channel: number, filter: number) => number[] } {
  const channels = input.at(-1) ?? 1
  if (node.kind === 'depthwise_conv2d') {
    const each = filters / channels
    return { total: 1, indexOf: (_, filter) => [Math.floor(filter / each), filter % each] }
  }
  const total = channels / Number(node.config.groups ?? 1)
  return { total, indexOf: (channel, filter) => [channel, filter] }
}

function sentenceOf(t: ReturnType<typeof useT>, channels: Channels, place: Cell): string {
  return t('insideImages.convSaid', {
    row: place[0] + 1,
    column: place[1] + 1,
    sum: readable(numberAt(channels.sum, 0, place) ?? NaN),
    output: readable(numberAt(channels.output, 0, place) ?? NaN),
  })
}

export const INSIDE: Inside = {
  kinds: ['conv2d', 'conv1d', 'depthwise_conv2d'],
  symbols: {
    x: { tex: 'x', code: /call\.inputs\[0\]|_line\.picture\(call\)/ },
    w: { tex: 'W', code: /call\.weights\["kernel"\]/ },
    b: { tex: 'b', code: /call\.weights\["bias"\]/ },
    sum: { tex: '\\sum', code: /\b(?:convolve|channelwise|conv2d\.sums|sums(?=\())/ },
    f: { tex: 'f\\Big(', code: /call\.activate/ },
    y: { tex: 'y', code: /\breturn(?= call\.activate)/ },
  },
  View,
}
