/** Pictures gathered for a class: files made small enough to travel, drawings as files. */

import type { Ink } from '../../views/ink'
import { zip } from './zip'

export interface Picture {
  readonly name: string
  readonly body: Blob
  /** Shows it; ``forget`` frees it. */
  readonly url: string
}

export interface Gathered {
  readonly name: string
  readonly pictures: readonly Picture[]
}

const SMALL = 200_000 // bytes: such a file travels as it is
const SIDE = 128 // pixels of the shorter side, twice what the server keeps

const picture = (name: string, body: Blob): Picture => ({
  name,
  body,
  url: URL.createObjectURL(body),
})

export function forget(classes: readonly Gathered[]): void {
  for (const { pictures } of classes) for (const { url } of pictures) URL.revokeObjectURL(url)
}

/** A file of somebody's; what is no picture stays as it is, so that the server names it. */
export async function fromFile(file: File): Promise<Picture> {
  const small = file.size <= SMALL ? null : await shrunk(file).catch(() => null)
  return picture(file.name, small ?? file)
}

async function shrunk(file: File): Promise<Blob> {
  const image = await createImageBitmap(file)
  const share = Math.min(1, SIDE / Math.min(image.width, image.height))
  const [width, height] = [Math.round(image.width * share), Math.round(image.height * share)]
  const { canvas, context } = sheet(width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(image, 0, 0, width, height)
  image.close()
  return canvas.convertToBlob()
}

/** A drawing as gray pixels, white on black as MNIST has them. */
export async function fromInk({ side, values }: Ink, number: number): Promise<Picture> {
  const { canvas, context } = sheet(side, side)
  const image = context.createImageData(side, side)
  values.forEach((value, at) =>
    image.data.set([value * 255, value * 255, value * 255, 255], at * 4),
  )
  context.putImageData(image, 0, 0)
  return picture(`${number}.png`, await canvas.convertToBlob())
}

function sheet(width: number, height: number) {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser has no 2-D canvas')
  return { canvas, context }
}

/** One archive with a folder for each class. */
export async function archive(classes: readonly Gathered[]): Promise<File> {
  const entries = await Promise.all(
    classes.flatMap(({ name, pictures }) =>
      pictures.map(async (one) => ({
        path: `${folder(name)}/${one.name}`,
        body: new Uint8Array(await one.body.arrayBuffer()),
      })),
    ),
  )
  return new File([zip(entries)], classes.map(({ name }) => name.trim()).join(', '))
}

/** A class's name that can be a folder's: no slashes, and no dot before it, which would hide it. */
const folder = (name: string) => name.trim().replace(/[/\\]/g, '-').replace(/^\.+/, '')
