/** What a file of this folder declares: how layers of some kinds look from inside. Discovered. */

import type { ReactNode } from 'react'

import type { NodeFacts } from '../../live/facts'
import type { LayerKind } from '../../model/catalog'

/** The layer that is open. Shapes have no batch axis; a length that is not known is null. */
export interface InsideProps {
  readonly node: NodeFacts
  readonly kind: LayerKind
  readonly shape: readonly (number | null)[]
  /** Of what comes in, in the order of `node.sources`. */
  readonly inputs: readonly (readonly (number | null)[])[]
}

/** A symbol of the layer's formula: how TeX and the code write it. */
export interface Symbol {
  /** Exactly as in the layer's formula. */
  readonly tex: string
  /** What of the layer's code says the same. */
  readonly code: RegExp
}

/** `symbols` by name: whatever on the stage says `data-symbol` with that name lights up with it. */
export interface Inside {
  readonly kinds: readonly string[]
  readonly symbols: Readonly<Record<string, Symbol>>
  readonly View: (props: InsideProps) => ReactNode
  /** The view shows formulas and code itself: others than the layer's own. */
  readonly explainsItself?: true
}

const files = import.meta.glob<{ INSIDE: Inside }>('./*.tsx')

let found: Promise<readonly Inside[]> | null = null

/** The view for a kind; null where none says that it shows it. */
export async function insideOf(kind: string): Promise<Inside | null> {
  found ??= Promise.all(Object.values(files).map(async (load) => (await load()).INSIDE))
  return (await found).find(({ kinds }) => kinds.includes(kind)) ?? null
}
