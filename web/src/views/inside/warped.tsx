/** Layers that move an image by chance: the image before and after, and where each pixel was. */

import { useRef, useState } from 'react'

import { useT, type Translate } from '../../i18n'
import { usePalette } from '../../live/colors'
import { useLive } from '../../live/hooks'
import { useReadable } from '../../live/readable'
import { sampleOf, useSample } from '../../live/sample'
import { readable } from '../../ui/numbers'
import { put } from '../../ui/put'
import type { Frame, Part } from '../../wire/frames'
import * as heatmap from '../heatmap'
import { pictureScale } from '../scales'
import { Spoken } from '../Spoken'
import type { Inside, InsideProps } from './inside'
import { paintMaps } from './parts/channels'
import { cellOf, within } from './parts/ConvMaps'
import { MapBox } from './parts/MapBox'
import { Matrix } from './parts/Matrix'
import { lengthsOf, NO_BORDER, type Cell, type Pair } from './parts/sliding'
import { around, nearest, sourceOf, type Sources } from './parts/warp'
import './windows.css'

const SIDE = 260

function View({ node, shape, inputs }: InsideProps) {
  const t = useT()
  const stage = useRef<HTMLDivElement>(null)
  const sample = sampleOf(useSample())
  const [map, setMap] = useState(0)
  const [asked, setPlace] = useState<Cell>([0, 0])
  const [sources, setSources] = useState<Sources | null>(null)
  const [size, places] = [lengthsOf(inputs[0] ?? [], false), lengthsOf(shape, false)]
  const place = within(asked, places)
  const maps = shape.at(-1) ?? 1
  const source = sources && sourceOf(sources, place)

  const write = useReadable((handle) => {
    const found = warpedOf(handle.frame())
    const line = stage.current?.querySelector('.moved-said') ?? undefined
    if (found) put(line, sentence(t, place, found.sources, numberAt(found.after, place)))
  })
  useLive(stage, { probe: 'warped', node: node.id, map, sample }, (handle) => {
    const found = warpedOf(handle.frame())
    if (!stage.current || !found) return
    if (!sources || differs(sources, found.sources)) setSources(found.sources)
    const look = pictureScale(heatmap.rangeOf(found.before, 0))
    paintMaps(stage.current, usePalette.getState().palette, {
      before: [asMap(found.before), look],
      after: [asMap(found.after), look],
    })
    write(handle)
  })

  const cells = (of: Pair): Pair => cellOf(of, NO_BORDER, SIDE)
  const framed = source ? around(source, size) : []
  return (
    <div className="conv" ref={stage}>
      <p className="soft">{t('live.asInTrainingWhy')}</p>
      <MapBox map={map} maps={maps} onChoose={setMap} />
      <div className="moved-both">
        <figure>
          <Matrix
            size={size}
            cell={cells(size)}
            framed={framed}
            at={framed[0] ?? [0, 0]}
            label={t('insideImages.comesIn')}
            symbol="x"
            name="before"
            onAsk={(cell) => sources && setPlace(nearest(sources, cell))}
          />
          <figcaption className="inside-label">{t('insideImages.comesIn')}</figcaption>
        </figure>
        <span className="conv-sign" aria-hidden>
          →
        </span>
        <figure>
          <Matrix
            size={places}
            cell={cells(places)}
            framed={[place]}
            at={place}
            label={t('insideImages.goesOut')}
            symbol="y"
            name="after"
            onAsk={(cell) => setPlace(within(cell, places))}
          />
          <figcaption className="inside-label">{t('insideImages.goesOut')}</figcaption>
        </figure>
      </div>
      <p className="moved-said mono" data-spoken>
        …
      </p>
      <Spoken body={stage} />
    </div>
  )
}

function sentence(t: Translate, place: Cell, sources: Sources, value: number): string {
  const to = { row: place[0] + 1, column: place[1] + 1, value: readable(value) }
  const source = sourceOf(sources, place)
  if (!source) return t('insideKinds.cameFromNowhere', to)
  const [row, column] = source
  return t('insideKinds.cameFrom', {
    ...to,
    fromRow: readable(row + 1, 2),
    fromColumn: readable(column + 1, 2),
  })
}

interface Warped {
  readonly before: Part
  readonly after: Part
  readonly sources: Sources
}

function warpedOf(frame: Frame | null): Warped | null {
  const [before, after, rows, columns, single] = frame?.parts ?? []
  if (!before || !after || !rows || !columns || !single) return null
  const width = after.dims[1] ?? 1
  const sources = { width, rows: rows.data, columns: columns.data, single: single.data }
  return { before, after, sources }
}

/** A new draw is another picture: what is framed goes along. */
function differs(one: Sources, other: Sources): boolean {
  return (['rows', 'columns', 'single'] as const).some(
    (name) =>
      one[name].length !== other[name].length ||
      Array.from(one[name]).some((value, at) => value !== other[name][at]),
  )
}

function asMap(part: Part): Part {
  return { ...part, dims: [1, ...part.dims] }
}

function numberAt({ data, dims }: Part, [row, column]: Cell): number {
  return data[row * (dims[1] ?? 1) + column] ?? NaN
}

export const INSIDE: Inside = {
  kinds: ['random_flip', 'random_crop', 'random_rotation', 'random_translation', 'random_zoom'],
  symbols: {
    x: { tex: 'x', code: /call\.inputs\[0\]|\bx\b/ },
    y: { tex: 'y', code: /\breturn\b/ },
  },
  View,
}
