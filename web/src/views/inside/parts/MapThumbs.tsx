/** The maps that leave a layer as a row of thumbnails; pressing one looks at it closely. */

import { useRef, useState } from 'react'

import { usePalette } from '../../../live/colors'
import { useLive } from '../../../live/hooks'
import { sampleOf, useSample } from '../../../live/sample'
import { exactSurface } from '../../../live/surface'
import type { Part } from '../../../wire/frames'
import * as heatmap from '../../heatmap'
import { pictureScale } from '../../scales'
import { Pager } from './Pager'

interface ThumbsProps {
  readonly node: string
  /** How many maps there are. */
  readonly total: number
  readonly chosen: number
  /** What they are: filters, channels. */
  readonly word: string
  readonly one: (map: number) => string
  readonly onChoose: (map: number) => void
}

const SHOWN = 12

export function MapThumbs({ node, total, chosen, word, one, onChoose }: ThumbsProps) {
  const row = useRef<HTMLDivElement>(null)
  const [first, setFirst] = useState(0)
  const sample = useSample()
  const count = Math.min(SHOWN, total)
  useLive(row, { probe: 'activation', node, sample: sampleOf(sample) }, (handle) => {
    const part = handle.frame()?.parts[0]
    const maps = part && inMaps(part)
    const { palette } = usePalette.getState()
    const look = pictureScale(maps ? heatmap.commonRange(maps, total) : UNKNOWN)
    row.current?.querySelectorAll('canvas').forEach((canvas) => {
      const map = Number(canvas.dataset.map)
      const [, height = 1, width = 1] = maps?.dims ?? []
      heatmap.paint(exactSurface(canvas, width, height), maps ?? null, { palette, map, ...look })
    })
  })
  return (
    <div className="inside-tools" ref={row}>
      <div className="inside-thumbs" role="group" aria-label={word}>
        {Array.from({ length: count }, (_, n) => first + n).map((map) => (
          <button
            key={map}
            type="button"
            className="inside-thumb"
            aria-pressed={map === chosen}
            aria-label={one(map + 1)}
            title={one(map + 1)}
            onClick={() => onChoose(map)}
          >
            <canvas className="live-pixels" data-map={map} />
          </button>
        ))}
      </div>
      <Pager total={total} first={first} count={count} word={word} onTurn={setFirst} />
      <span className="inside-label">{one(chosen + 1)}</span>
    </div>
  )
}

const UNKNOWN = { least: NaN, greatest: NaN }

/** An image comes as maps; a vector or a sequence `[steps, features]` as one strip for each feature. */
function inMaps(part: Part): Part {
  if (part.dims.length === 3) return part
  const features = part.dims.at(-1) ?? 1
  const steps = part.data.length / features
  const data = new Float32Array(part.data.length)
  part.data.forEach((value, at) => {
    data[(at % features) * steps + Math.floor(at / features)] = value
  })
  return { dims: [features, 1, steps], ranges: part.ranges, data }
}
