/** Canvases for pictures: one canvas pixel for each value, or sharp at the screen's resolution. */

/** A canvas with its context and its size in its own pixels. */
export interface Surface {
  canvas: HTMLCanvasElement
  context: CanvasRenderingContext2D
  width: number
  height: number
  ratio: number
}

/** A surface with one pixel per value; style sheets stretch it. */
export function exactSurface(canvas: HTMLCanvasElement, width: number, height: number): Surface {
  return sized(canvas, width, height, 1)
}

/** A surface of `width` x `height` style pixels at the screen's own resolution. */
export function sharpSurface(canvas: HTMLCanvasElement, width: number, height: number): Surface {
  const ratio = Math.min(globalThis.devicePixelRatio || 1, 3)
  return sized(canvas, Math.round(width * ratio), Math.round(height * ratio), ratio)
}

function sized(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): Surface {
  // Setting a canvas's size clears it and costs a reallocation, even to the same size.
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  return { canvas, context: contextOf(canvas), width, height, ratio }
}

/** Of every canvas; asking a canvas for its own costs as much as painting a small one. */
const contexts = new WeakMap<HTMLCanvasElement, CanvasRenderingContext2D>()

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const known = contexts.get(canvas)
  if (known) return known
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser has no 2-D canvas')
  contexts.set(canvas, context)
  return context
}

const images = new WeakMap<HTMLCanvasElement, { image: ImageData; words: Uint32Array }>()

/** The image buffer of a surface, kept between frames, with a view of one word per pixel. */
export function pixels(surface: Surface): { image: ImageData; words: Uint32Array } {
  const { canvas, context, width, height } = surface
  const kept = images.get(canvas)
  if (kept?.image.width === width && kept.image.height === height) return kept
  const image = context.createImageData(width, height)
  const made = { image, words: new Uint32Array(image.data.buffer) }
  images.set(canvas, made)
  return made
}
