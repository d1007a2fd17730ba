/** Painting bytes as the picture they are. */

/** One canvas pixel for each pixel [height, width, channels], gray or red, green and blue. */
export function paintPicture(
  canvas: HTMLCanvasElement,
  bytes: Uint8Array,
  shape: readonly number[],
): void {
  const [height = 1, width = 1, channels = 1] = shape
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  const image = context.createImageData(width, height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let part = 0; part < 3; part++)
      image.data[pixel * 4 + part] = bytes[pixel * channels + (part % channels)] ?? 0
    image.data[pixel * 4 + 3] = 255
  }
  context.putImageData(image, 0, 0)
}
