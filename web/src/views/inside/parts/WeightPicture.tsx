/** The weights of a unit as the picture they are laid over, beside their products with the pixels. */

import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { t as translate, useT } from '../../../i18n'
import { around, usePalette } from '../../../live/colors'
import { useLive } from '../../../live/hooks'
import type { Sample } from '../../../live/sample'
import { exactSurface } from '../../../live/surface'
import { NumberBox } from '../../../ui/NumberBox'
import { readable } from '../../../ui/numbers'
import * as heatmap from '../../heatmap'
import type { Working } from '../../terms'
import { put, workingOf } from '../../working'
import { useReadable } from '../../WorkingLines'

interface PictureProps {
  readonly node: string
  readonly index: number[]
  readonly sample: Sample
  /** Height, width and maps of what was flattened. */
  readonly size: readonly [number, number, number]
}

export function WeightPicture({ node, index, sample, size }: PictureProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const weights = useRef<HTMLCanvasElement>(null)
  const products = useRef<HTMLCanvasElement>(null)
  const said = useRef<HTMLParagraphElement>(null)
  const [height, width, maps] = size
  const [pixel, setPixel] = useState([height >> 1, width >> 1] as const)
  const [chosen, setMap] = useState(0)
  const map = Math.min(chosen, maps - 1)
  const probe = { probe: 'unit', node, index, sample }
  useLive(root, probe, (handle) => {
    const working = workingOf(handle.frame())
    const layers = working ? ofMap(working, map, maps) : null
    show(weights.current, layers?.weights ?? null, height, width)
    show(products.current, layers?.products ?? null, height, width)
  })
  useLive(
    said,
    probe,
    useReadable((handle) => {
      const working = workingOf(handle.frame())
      put(said.current ?? undefined, working ? tell(working, pixel, map, size) : '…')
    }),
  )
  const over = (event: PointerEvent<HTMLElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    setPixel([
      inside(((event.clientY - box.top) / box.height) * height, height),
      inside(((event.clientX - box.left) / box.width) * width, width),
    ])
  }
  const move = (event: KeyboardEvent): void => {
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0
    const right = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 0
    if (down === 0 && right === 0) return
    event.preventDefault()
    event.stopPropagation()
    setPixel(([row, column]) => [inside(row + down, height), inside(column + right, width)])
  }
  const mark = { left: `${(pixel[1] / width) * 100}%`, top: `${(pixel[0] / height) * 100}%` }
  const cell = { ...mark, width: `${100 / width}%`, height: `${100 / height}%` }
  return (
    <div ref={root} className="weight-picture">
      {[
        { canvas: weights, name: t('insideUnits.weights'), symbol: 'weight' },
        { canvas: products, name: t('insideUnits.products'), symbol: 'sum' },
      ].map(({ canvas, name, symbol }) => (
        <figure key={symbol} data-symbol={symbol}>
          <button
            type="button"
            aria-label={t('insideUnits.pictureOf', { name })}
            style={{ aspectRatio: `${width} / ${height}` }}
            onPointerMove={over}
            onPointerDown={over}
            onKeyDown={move}
          >
            <canvas ref={canvas} className="live-pixels" />
            <i style={cell} />
          </button>
          <figcaption className="soft">{name}</figcaption>
        </figure>
      ))}
      <div>
        {maps > 1 && (
          <NumberBox
            whole
            label={t('insideUnits.map')}
            value={map + 1}
            least={1}
            greatest={maps}
            onChange={(n) => n !== null && n >= 1 && n <= maps && setMap(n - 1)}
          />
        )}
        <p ref={said} className="mono" role="status" />
      </div>
    </div>
  )
}

function inside(place: number, length: number): number {
  return Math.min(length - 1, Math.max(0, Math.floor(place)))
}

/** The weights of one map and their products; flattened, the maps of a pixel lie side by side. */
function ofMap({ inputs, weights }: Working, map: number, maps: number) {
  const count = weights.length / maps
  const own = new Float32Array(count)
  const products = new Float32Array(count)
  for (let n = 0; n < count; n++) {
    own[n] = weights[n * maps + map] ?? NaN
    products[n] = (own[n] ?? NaN) * (inputs[n * maps + map] ?? NaN)
  }
  return { weights: own, products }
}

function show(
  canvas: HTMLCanvasElement | null,
  values: Float32Array | null,
  height: number,
  width: number,
): void {
  if (!canvas || values?.length !== height * width) return
  const part = { dims: [1, height, width], data: values, ranges: new Float32Array() }
  const { palette } = usePalette.getState()
  const scale = around(heatmap.rangeOf(part, 0), 1e-9)
  const surface = exactSurface(canvas, width, height)
  heatmap.paint(surface, part, { palette, map: 0, scale, colors: 'diverging' })
}

function tell(
  { inputs, weights }: Working,
  [row, column]: readonly [number, number],
  map: number,
  [, width, maps]: readonly [number, number, number],
): string {
  const at = (row * width + column) * maps + map
  const [input, weight] = [inputs[at] ?? NaN, weights[at] ?? NaN]
  return translate('insideUnits.pixel', {
    row: row + 1,
    column: column + 1,
    input: readable(input),
    weight: readable(weight),
    product: readable(input * weight),
  })
}
