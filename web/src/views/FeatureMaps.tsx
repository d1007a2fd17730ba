/** The maps of an image layer; beside the first convolution's maps stand the filters that made them. */

import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { useT } from '../i18n'
import { around, usePalette } from '../live/colors'
import { nodesOf } from '../live/facts'
import { useLive } from '../live/hooks'
import { useRun } from '../live/run'
import { sampleOf, usePick, useSample } from '../live/sample'
import { exactSurface } from '../live/surface'
import type { Part } from '../wire/frames'
import * as heatmap from './heatmap'
import type { PictureProps } from './LiveNode'
import { More } from './More'
import { pictureScale } from './scales'
import { describeRange } from './spoken'

const SHOWN_WITH_FILTERS = 8
const SHOWN = 12
const MOST = 64

export function FeatureMaps({ node, shape }: PictureProps) {
  const [all, setAll] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const [height = 1, width = 1, maps = 1] = shape
  const filters = useShowsFilters(node.kind, node.sources)
  const usual = filters ? SHOWN_WITH_FILTERS : SHOWN
  const count = Math.min(maps, all ? MOST : usual)
  const sample = useSample()

  useLive(list, { probe: 'activation', node: node.id, sample: sampleOf(sample) }, (handle) => {
    const part = handle.frame()?.parts[0] ?? null
    const known = part && part.dims[0] === maps && part.dims[1] === height ? part : null
    const { palette } = usePalette.getState()
    // One scale for all maps of a layer: a dim map answers less than a bright one.
    const look = pictureScale(known ? heatmap.commonRange(known, maps) : UNKNOWN)
    each(list.current, 'canvas.live-map', (canvas, map) => {
      if (known) describeRange(canvas.closest('button'), heatmap.rangeOf(known, map))
      heatmap.paint(exactSurface(canvas, width, height), known, { palette, map, ...look })
    })
  })

  return (
    <div className="live-maps" data-filters={filters} ref={list}>
      {filters && <Filters node={node.id} list={list} />}
      {Array.from({ length: count }, (_, map) => (
        <div className="live-map-row" key={map}>
          {filters && <canvas className="live-filter" aria-hidden="true" />}
          <MapButton node={node.id} map={map} height={height} width={width} />
        </div>
      ))}
      <More shown={count} total={maps} all={all} toggle={() => setAll(!all)} />
    </div>
  )
}

const UNKNOWN = { least: NaN, greatest: NaN }

/** Filters are pictures only where they look at a picture: right behind the input. */
function useShowsFilters(kind: string, sources: string[]): boolean {
  const source = sources[0]
  return useRun(({ document }) => {
    if (kind !== 'conv2d' || !document || source === undefined) return false
    return nodesOf(document).get(source)?.kind === 'input'
  })
}

/** Paints the filter canvases of the list; has no element of its own. */
function Filters({ node, list }: { node: string; list: React.RefObject<HTMLDivElement | null> }) {
  useLive(list, { probe: 'weights', node, weight: 'kernel' }, (handle) => {
    const part = handle.frame()?.parts[0]
    const kernels = part ? filtersOf(part) : null
    const { palette } = usePalette.getState()
    const scale = around(
      kernels ? heatmap.commonRange(kernels, kernels.dims[0] ?? 0) : UNKNOWN,
      1e-6,
    )
    each(list.current, 'canvas.live-filter', (canvas, map) => {
      const [, height = 1, width = 1] = kernels?.dims ?? []
      const options = { palette, map, scale, colors: 'diverging' as const }
      heatmap.paint(exactSurface(canvas, width, height), kernels, options)
    })
  })
  return null
}

/** A convolution's kernel as `[filters, height, width]`, the first input channel of each filter. */
export function filtersOf(part: Part): Part {
  if (part.data instanceof Uint8Array) {
    const [filters = 0, channels = 1, height = 1, width = 1] = part.dims
    const data = new Uint8Array(filters * height * width)
    const size = height * width
    for (let f = 0; f < filters; f++) {
      const start = f * channels * size
      data.set(part.data.subarray(start, start + size), f * size)
    }
    return { dims: [filters, height, width], ranges: part.ranges, data }
  }
  const [height = 1, width = 1, channels = 1, filters = 0] = part.dims
  const data = new Float32Array(filters * height * width)
  for (let f = 0; f < filters; f++)
    for (let n = 0; n < height * width; n++)
      data[f * height * width + n] = part.data[n * channels * filters + f] ?? NaN
  return { dims: [filters, height, width], ranges: part.ranges, data }
}

function each(
  root: HTMLElement | null,
  selector: string,
  act: (canvas: HTMLCanvasElement, n: number) => void,
): void {
  root?.querySelectorAll<HTMLCanvasElement>(selector).forEach(act)
}

interface MapProps {
  node: string
  map: number
  height: number
  width: number
}

/** One map that can be asked about each of its pixels, by pointer or by arrow keys. */
export function MapButton({ node, map, height, width }: MapProps) {
  const t = useT()
  const ask = usePick((state) => state.ask)
  const asked = usePick((state) => state.pick?.node === node && state.pick.index[2] === map)
  const over = (event: PointerEvent<HTMLElement>): void => {
    const anchor = event.currentTarget
    const box = anchor.getBoundingClientRect()
    const row = inside(((event.clientY - box.top) / box.height) * height, height)
    const column = inside(((event.clientX - box.left) / box.width) * width, width)
    ask({ node, index: [row, column, map], point: null, anchor, byKey: false })
  }
  return (
    <button
      type="button"
      className={asked ? 'live-map-button asked' : 'live-map-button'}
      aria-label={t('live.mapOf', { map: map + 1, node })}
      onPointerDown={over}
      onPointerMove={over}
      onPointerLeave={(event) => {
        // A finger leaves when it lifts; its question stays for the click that follows.
        if (event.pointerType !== 'touch') ask(null)
      }}
      onFocus={(event) => {
        const anchor = event.currentTarget
        if (!anchor.matches(':focus-visible')) return
        const index = [height >> 1, width >> 1, map]
        ask({ node, index, point: null, anchor, byKey: true })
      }}
      onBlur={() => ask(null)}
      onKeyDown={(event) => movePixel(event, height, width)}
    >
      <canvas className="live-map live-pixels" data-map={map} />
    </button>
  )
}

function inside(place: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(place)))
}

function movePixel(event: KeyboardEvent, height: number, width: number): void {
  const { pick, ask } = usePick.getState()
  if (!pick || !event.key.startsWith('Arrow')) return
  event.preventDefault()
  event.stopPropagation()
  const [row = 0, column = 0, map = 0] = pick.index
  const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0
  const right = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0
  ask({ ...pick, index: [inside(row + down, height), inside(column + right, width), map] })
}
