/** Texts that can be read while they change: written a few times a second, in turns. */

import { useRef } from 'react'

import { write as writeInTurn, type Writer } from './clock'
import type { ProbeHandle } from './probes'

const EVERY_MS = 120

type Paint = (handle: ProbeHandle) => void

/**
 * What a painter calls to have `write` called soon. Digits that change with every frame cannot be
 * read, and laying out texts costs more than any drawing, so each is written a few times a second,
 * in a frame of its own.
 */
export function useReadable(write: Paint): Paint {
  const writer = useRef<Writer>({ from: 0, write: () => undefined })
  return (handle) => {
    const { current } = writer
    current.write = () => {
      current.from = performance.now() + EVERY_MS
      write(handle)
    }
    writeInTurn(current)
  }
}
