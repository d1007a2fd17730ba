/** One example small: an image, a line over time, the beginning of a text, or its first numbers. */

import { memo, useEffect, useRef } from 'react'

import { usePalette } from '../../../live/colors'
import { useFacts } from '../../../live/facts'
import { exactSurface } from '../../../live/surface'
import { readable } from '../../../ui/numbers'
import type { Part } from '../../../wire/frames'
import * as color from '../../color'
import * as heatmap from '../../heatmap'
import type { Example } from './samples'

const WORDS = 12
const NUMBERS = 3

export const ExamplePicture = memo(function ExamplePicture({
  example,
}: {
  example: Example | null
}) {
  if (!example) return <span className="answers-picture" />
  const { shape, words, values, features } = example
  if (words) return <span className="answers-text">{beginning(words)}</span>
  if (shape.length === 3) return <Image example={example} />
  if (shape.length === 2) return <Line example={example} />
  return (
    <span className="answers-numbers">
      {Array.from(values)
        .slice(0, NUMBERS)
        .map((value, n) => (
          <span key={n}>
            {features[n]} <b>{readable(value, 2)}</b>
          </span>
        ))}
    </span>
  )
})

function beginning(words: readonly (string | null)[]): string {
  const known = words.filter((word) => word !== null)
  const glue = known.every((word) => word.length === 1) ? '' : ' '
  return known.slice(0, glue === '' ? 6 * WORDS : WORDS).join(glue)
}

function Image({ example }: { example: Example }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette((state) => state.palette)
  const brightest = useFacts(({ data }) => data?.brightest ?? 1)
  useEffect(() => {
    if (!canvas.current) return
    const [height = 1, width = 1, channels = 1] = example.shape
    const surface = exactSurface(canvas.current, width, height)
    const part = maps(example, channels, channels === 3 ? brightest : 1)
    if (channels === 3) return color.paint(surface, part, palette.unknown)
    const scale = { least: 0, greatest: brightest }
    heatmap.paint(surface, part, { palette, map: 0, scale, colors: 'sequential' })
  }, [example, palette, brightest])
  return <canvas className="answers-picture live-pixels" ref={canvas} />
}

/** The image's channels one behind the other, divided by `unit`. */
function maps({ values, shape }: Example, channels: number, unit: number): Part {
  const size = values.length / channels
  const data = new Float32Array(values.length)
  for (let place = 0; place < values.length; place++)
    data[(place % channels) * size + Math.floor(place / channels)] = (values[place] ?? 0) / unit
  return { dims: [channels, ...shape.slice(0, 2)], ranges: new Float32Array(0), data }
}

function Line({ example: { shape, values } }: { example: Example }) {
  const [length = 1, width = 1] = shape
  const heights = Array.from({ length }, (_, time) => values[time * width] ?? 0)
  const [least, greatest] = [Math.min(...heights), Math.max(...heights)]
  const y = (value: number) => 36 - (32 * (value - least)) / (greatest - least || 1)
  const path = heights.map((value, time) => `${(38 * time) / (length - 1)} ${y(value)}`).join('L')
  return (
    <svg className="answers-picture" viewBox="-1 0 40 40" aria-hidden="true">
      <path d={`M${path}`} />
    </svg>
  )
}
