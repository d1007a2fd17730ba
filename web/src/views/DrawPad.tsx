/** A pad to draw a digit on; the network answers while it is drawn. */

import { useState } from 'react'

import { useFacts } from '../live/facts'
import { useRun } from '../live/run'
import type { Ink } from './ink'
import { Pad } from './pad'
import { PadSheet } from './PadSheet'

export function DrawPad({ side }: { side: number }) {
  const [pad] = useState(() => new Pad(side, sendInk))
  return <PadSheet pad={pad} />
}

/** Sends the drawing in the data set's own range, found in its examples: 0 to 255 for MNIST. */
function sendInk(ink: Ink): void {
  const { brightest } = useFacts.getState().data ?? { brightest: 1 }
  useRun.getState().draw(Array.from(ink.values, (value) => value * brightest))
}
