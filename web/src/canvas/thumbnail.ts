/** Painting real samples of a data set small: points, a table's first columns, some images. */

import { decodeFloats, valuesOf, type Samples } from '../api/samples'

interface Inks {
  readonly negative: string
  readonly positive: string
  readonly ink: [number, number, number]
  readonly paper: [number, number, number]
}

const REACH = 6.6

/** Paint into a square canvas of ``side`` CSS pixels. */
export function paint(canvas: HTMLCanvasElement, samples: Samples, side: number, inks: Inks): void {
  const scale = window.devicePixelRatio || 1
  canvas.width = canvas.height = Math.round(side * scale)
  const context = canvas.getContext('2d')
  if (!context) return
  context.setTransform(scale, 0, 0, scale, 0, 0)
  if (samples.shape.length === 3) return paintImages(context, samples, side * scale, inks)
  if (samples.shape.length === 2) return paintLines(context, samples, side, inks)
  const { xs, ys } = samples.points ? plane(samples.points) : columns(samples)
  const least = Math.min(...numbers(samples))
  const greatest = Math.max(...numbers(samples))
  numbers(samples).forEach((target, row) => {
    const share = (target - least) / (greatest - least || 1)
    context.fillStyle = share < 0.5 ? inks.negative : inks.positive
    context.globalAlpha = 0.12 + 0.88 * Math.abs(2 * share - 1)
    context.beginPath()
    context.arc((xs[row] ?? 0) * side, (ys[row] ?? 0) * side, 1.3, 0, Math.PI * 2)
    context.fill()
  })
}

const LINES = 6

/** Some sequences over each other, in the color of their class. */
function paintLines(
  context: CanvasRenderingContext2D,
  samples: Samples,
  side: number,
  inks: Inks,
): void {
  const [length = 1, width = 1] = samples.shape
  const values = decodeFloats(samples.inputs).slice(0, LINES * length * width)
  const heights = stretch([...values])
  const targets = numbers(samples)
  for (let line = 0; line * length * width < values.length; line++) {
    context.strokeStyle = (targets[line] ?? 0) > 0 ? inks.positive : inks.negative
    context.beginPath()
    for (let time = 0; time < length; time++) {
      const height = heights[(line * length + time) * width] ?? 0
      context.lineTo((time / Math.max(1, length - 1)) * side, (1 - height) * side)
    }
    context.stroke()
  }
}

function numbers(samples: Samples): number[] {
  return samples.targets.map((target) => (typeof target === 'number' ? target : (target[0] ?? 0)))
}

interface Places {
  xs: number[]
  ys: number[]
}

function plane(points: string): Places {
  const values = [...decodeFloats(points)]
  const even = values.filter((_, place) => place % 2 === 0)
  const odd = values.filter((_, place) => place % 2 === 1)
  return {
    xs: even.map((x) => (x / REACH + 1) / 2),
    ys: odd.map((y) => (1 - y / REACH) / 2),
  }
}

/** The first and the last column of a table, each stretched to the square. */
function columns(samples: Samples): Places {
  const values = [...decodeFloats(samples.inputs)]
  const width = samples.shape[0] ?? 1
  const column = (which: number) => stretch(values.filter((_, place) => place % width === which))
  return { xs: column(0), ys: column(width - 1) }
}

function stretch(values: number[]): number[] {
  const [least, greatest] = [Math.min(...values), Math.max(...values)]
  return values.map((value) => 0.08 + (0.84 * (value - least)) / (greatest - least || 1))
}

function paintImages(
  context: CanvasRenderingContext2D,
  samples: Samples,
  side: number,
  inks: Inks,
) {
  const [height = 1, width = 1, channels = 1] = samples.shape
  const across = 2
  const each = side / across
  const image = context.createImageData(Math.ceil(side), Math.ceil(side))
  const shown = valuesOf(samples).slice(0, across * across * height * width * channels)
  const top = Math.max(...shown)
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const which = Math.floor(y / each) * across + Math.floor(x / each)
      const row = Math.floor(((y % each) / each) * height)
      const column = Math.floor(((x % each) / each) * width)
      const place = ((which * height + row) * width + column) * channels
      const pixel = (y * image.width + x) * 4
      for (let part = 0; part < 3; part++) {
        // Colors are shown as they are; gray goes from the page's paper to its ink.
        const share = (shown[channels === 3 ? place + part : place] ?? 0) / (top || 1)
        const [from, to] = channels === 3 ? [0, 255] : [inks.paper[part] ?? 0, inks.ink[part] ?? 0]
        image.data[pixel + part] = from + (to - from) * share
      }
      image.data[pixel + 3] = 255
    }
  }
  context.putImageData(image, 0, 0)
}

/** The colors of the theme in force. */
export function themeInks(): Inks {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(name).trim()
  return {
    negative: token('--negative'),
    positive: token('--positive'),
    ink: rgb(token('--ink')),
    paper: rgb(token('--quiet')),
  }
}

function rgb(hex: string): [number, number, number] {
  const value = parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}
