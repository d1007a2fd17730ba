/** The maps of an image layer; beside the first convolution's maps stand the filters that made them. */

import { useRef, useState } from 'react'

import { around, usePalette } from '../live/colors'
import { nodesOf } from '../live/facts'
import { useLive } from '../live/hooks'
import { useRun } from '../live/run'
import { sampleOf, useSample } from '../live/sample'
import { exactSurface } from '../live/surface'
import type { Part } from '../wire/frames'
import { FilterButton } from './FilterButton'
import { kernelSize } from './formulas'
import * as heatmap from './heatmap'
import type { PictureProps } from './picture'
import { MapButton } from './MapButton'
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
  const [rows, columns] = kernelSize(node)

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
          {filters && <FilterButton node={node.id} filter={map} height={rows} width={columns} />}
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
