/** The directives of a lesson: every file of `directives/` draws the block of its name. */

import type { ReactNode } from 'react'
import type { Block } from '../api/lessons'

/** What a file of `directives/` exports as its default. */
export type Drawn<B extends Block> = (props: { block: B }) => ReactNode

const files = import.meta.glob<{ default?: Drawn<Block> }>('./directives/*.tsx', { eager: true })

/** By the directive's name. */
export const DRAWN: Readonly<Record<string, Drawn<Block>>> = Object.fromEntries(
  Object.entries(files).flatMap(([path, { default: drawn }]) => {
    const name = path.split('/').at(-1)?.replace('.tsx', '') ?? ''
    return drawn ? [[name, drawn] as const] : []
  }),
)
