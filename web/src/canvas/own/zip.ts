/** Files put into a zip archive as they are, without packing: pictures are packed already. */

export interface ZipEntry {
  readonly path: string
  readonly body: Uint8Array<ArrayBuffer>
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const VERSION = 20
const UTF8 = 0x800 // flag bit: how names are written

/** The archive's bytes: each entry behind its header, then the list of all, then where it begins. */
export function zip(entries: readonly ZipEntry[]): Blob {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const list: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { path, body } of entries) {
    const name = new TextEncoder().encode(path)
    // Flags, method, time and date, checksum, both sizes, length of the name and of extras.
    const facts = [2, UTF8, 2, 0, 4, 0, 4, crc(body), 4, body.length, 4, body.length]
    const lengths = [2, name.length, 2, 0]
    const header = packed(4, LOCAL, 2, VERSION, ...facts, ...lengths)
    const rest = [2, 0, 2, 0, 2, 0, 4, 0, 4, offset]
    list.push(packed(4, CENTRAL, 2, VERSION, 2, VERSION, ...facts, ...lengths, ...rest), name)
    parts.push(header, name, body)
    offset += header.length + name.length + body.length
  }
  const size = list.reduce((sum, part) => sum + part.length, 0)
  const count = [2, entries.length, 2, entries.length]
  const end = packed(4, END, 2, 0, 2, 0, ...count, 4, size, 4, offset, 2, 0)
  return new Blob([...parts, ...list, end])
}

/** Numbers in little-endian order, each behind its width in bytes. */
function packed(...numbers: number[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  for (let at = 0; at < numbers.length; at += 2) {
    const [width = 0, value = 0] = numbers.slice(at, at + 2)
    for (let place = 0; place < width; place++) bytes.push((value >>> (8 * place)) & 255)
  }
  return new Uint8Array(bytes)
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

/** The checksum that zip archives use, CRC-32. */
function crc(body: Uint8Array): number {
  let value = 0xffffffff
  for (const byte of body) value = (TABLE[(value ^ byte) & 255] ?? 0) ^ (value >>> 8)
  return (value ^ 0xffffffff) >>> 0
}
