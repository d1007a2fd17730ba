/** Decodes binary messages: typed-array views on the message's own buffer, nothing is copied. */

/** One tensor of a frame. `ranges` holds least and greatest value of each map when `data` is uint8. */
export interface Part {
  dims: number[]
  ranges: Float32Array
  data: Uint8Array | Float32Array
}

/** The answer to one probe at one step. `made` is in seconds since 1970 on the server's clock. */
export interface Frame {
  stream: number
  step: number
  made: number
  parts: Part[]
}

const FRAME_HEADER = 32
const UINT8 = 1
const FLOAT32 = 2

/** Thrown for bytes that are not what the protocol says; the page then asks for a new socket. */
export class FrameError extends Error {}

/** Reads every frame of one binary message. Layout: docs/protocol.md, "Binary messages". */
export function decodeFrames(buffer: ArrayBuffer): Frame[] {
  const view = new DataView(buffer)
  const frames: Frame[] = []
  let offset = 0
  while (offset < buffer.byteLength) {
    if (buffer.byteLength - offset < FRAME_HEADER) throw new FrameError('frame header cut short')
    const length = view.getUint32(offset, true)
    if (length < FRAME_HEADER || length % 8 !== 0 || offset + length > buffer.byteLength)
      throw new FrameError(`frame of ${length} bytes does not fit its message`)
    frames.push(decodeFrame(view, offset, offset + length))
    offset += length
  }
  return frames
}

function decodeFrame(view: DataView, start: number, end: number): Frame {
  const count = view.getUint32(start + 24, true)
  const parts: Part[] = []
  let offset = start + FRAME_HEADER
  for (let n = 0; n < count; n++) {
    const [part, next] = decodePart(view, offset, end)
    parts.push(part)
    offset = next
  }
  return {
    stream: view.getUint32(start + 4, true),
    step: view.getFloat64(start + 8, true),
    made: view.getFloat64(start + 16, true),
    parts,
  }
}

function decodePart(view: DataView, start: number, end: number): [Part, number] {
  if (start + 8 > end) throw new FrameError('part header cut short')
  const type = view.getUint8(start)
  const rank = view.getUint8(start + 1)
  const rangeCount = view.getUint32(start + 4, true)
  const rangesAt = start + 8 + 4 * rank
  const dataAt = rangesAt + 8 * rangeCount
  if (dataAt > end) throw new FrameError('part header cut short')
  const dims = Array.from({ length: rank }, (_, axis) => view.getUint32(start + 8 + 4 * axis, true))
  const size = dims.reduce((product, n) => product * n, 1)
  const bytes = type === FLOAT32 ? 4 * size : size
  if ((type !== UINT8 && type !== FLOAT32) || dataAt + bytes > end)
    throw new FrameError(`part of type ${type} with ${bytes} bytes does not fit its frame`)
  const buffer = view.buffer as ArrayBuffer
  const part: Part = {
    dims,
    ranges: new Float32Array(buffer, rangesAt, 2 * rangeCount),
    data:
      type === FLOAT32
        ? new Float32Array(buffer, dataAt, size)
        : new Uint8Array(buffer, dataAt, size),
  }
  return [part, Math.ceil((dataAt + bytes) / 8) * 8]
}

/** The number that one element of a part stands for. */
export function valueAt(part: Part, index: number): number {
  const raw = part.data[index]
  if (raw === undefined) return NaN
  if (part.data instanceof Float32Array) return raw
  const map = Math.floor(index / mapSize(part))
  const least = part.ranges[2 * map] ?? NaN
  const greatest = part.ranges[2 * map + 1] ?? NaN
  return least + (raw / 255) * (greatest - least)
}

/** Elements of one map: everything behind the first dimension. */
export function mapSize(part: Part): number {
  return part.dims.slice(1).reduce((product, n) => product * n, 1)
}
