/** The weights of a unit as the picture they are laid over, beside their products with the pixels. */

import { useRef, useState } from 'react'

import { t as translate, useT } from '../../../i18n'
import { useLive } from '../../../live/hooks'
import { useReadable } from '../../../live/readable'
import type { Sample } from '../../../live/sample'
import { readable } from '../../../ui/numbers'
import { put } from '../../../ui/put'
import type { Working } from '../../terms'
import { workingOf } from '../../working'
import { Cells, showCells, type Cell } from './Cells'
import { MapBox } from './MapBox'

/** Height, width and maps of what was flattened. */
type Size = readonly [number, number, number]

interface PictureProps {
  readonly node: string
  readonly index: number[]
  readonly sample: Sample
  readonly size: Size
}

export function WeightPicture({ node, index, sample, size }: PictureProps) {
  const t = useT()
  const root = useRef<HTMLDivElement>(null)
  const said = useRef<HTMLParagraphElement>(null)
  const [height, width, maps] = size
  const [cell, choose] = useState<Cell>([height >> 1, width >> 1])
  const [chosen, setMap] = useState(0)
  const map = Math.min(chosen, maps - 1)
  const probe = { probe: 'unit', node, index, sample }
  useLive(root, probe, (handle) => {
    const working = workingOf(handle.frame())
    if (working?.weights.length === height * width * maps)
      showCells(root.current, ofMap(working, map, maps), height, width)
  })
  useLive(
    said,
    probe,
    useReadable((handle) => {
      const working = workingOf(handle.frame())
      put(said.current ?? undefined, working ? tell(working, cell, map, size) : '…')
    }),
  )
  return (
    <div className="weight-picture">
      <Cells
        root={root}
        pictures={[
          { name: t('insideUnits.weights'), symbol: 'weight' },
          { name: t('insideUnits.products'), symbol: 'sum' },
        ]}
        height={height}
        width={width}
        cell={cell}
        choose={choose}
      />
      <div>
        <MapBox map={map} maps={maps} onChoose={setMap} />
        <p ref={said} className="mono" role="status" />
      </div>
    </div>
  )
}

/** The weights of one map and their products; flattened, the maps of a pixel lie side by side. */
function ofMap({ inputs, weights }: Working, map: number, maps: number): Float32Array[] {
  const count = weights.length / maps
  const own = new Float32Array(count)
  const products = new Float32Array(count)
  for (let n = 0; n < count; n++) {
    own[n] = weights[n * maps + map] ?? NaN
    products[n] = (own[n] ?? NaN) * (inputs[n * maps + map] ?? NaN)
  }
  return [own, products]
}

function tell({ inputs, weights }: Working, [row, column]: Cell, map: number, size: Size): string {
  const [, width, maps] = size
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
