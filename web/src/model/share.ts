/** A network in an address: JSON, deflated, as base64url after ``#n=``. */

import type { NetDocument } from './document'
import { ReadError, readDocument } from './read'

const MARK = '#n='

export async function toHash(document: NetDocument): Promise<string> {
  const text = new TextEncoder().encode(JSON.stringify(document))
  const bytes = await through(text, new CompressionStream('deflate-raw'))
  return MARK + toBase64url(bytes)
}

/** The document in an address, or null when the address holds none. Throws ``ReadError``. */
export async function fromHash(hash: string): Promise<NetDocument | null> {
  if (!hash.startsWith(MARK)) return null
  let text: string
  try {
    const bytes = fromBase64url(hash.slice(MARK.length))
    text = new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')))
  } catch (error) {
    if (error instanceof ReadError) throw error
    throw new ReadError('broken_link')
  }
  return readDocument(text)
}

// A link may have been made to burst: nobody's network needs more than this.
const LARGEST = 2_000_000

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  transform: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let total = 0
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader()
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    total += next.value.length
    if (total > LARGEST) throw new ReadError('too_large', { megabytes: LARGEST / 1e6 })
    chunks.push(next.value)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}

function toBase64url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}
