/** What a file of this folder declares: something to watch below the network. Discovered. */

import type { ReactNode } from 'react'

import type { Words } from '../../wire/messages.gen'

export interface Instrument {
  readonly name: string
  readonly label: Words
  /** What it shows and what to look for, in one or two lines. */
  readonly summary: Words
  readonly order: number
  /** Style pixels that its pane is wide at least. */
  readonly width: number
  readonly View: () => ReactNode
}

const files = import.meta.glob<{ INSTRUMENT: Instrument }>('./*.tsx')

let found: Promise<readonly Instrument[]> | null = null

/** All of them, in the menu's order; they arrive when the first one is wanted. */
export function instruments(): Promise<readonly Instrument[]> {
  found ??= Promise.all(Object.values(files).map(async (load) => (await load()).INSTRUMENT)).then(
    (all) => all.sort((one, other) => one.order - other.order),
  )
  return found
}
