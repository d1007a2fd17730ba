/** What stands at each position of a sequence, as far as a layer's positions are the sample's own. */

import { useEffect, useState } from 'react'

import { fetchTokens, nodesOf, type NodeFacts, type Token } from '../../../live/facts'
import { useRun, type RunDocument } from '../../../live/run'
import { useSample } from '../../../live/sample'

/** Layers behind which position 5 still is position 5. */
const KEEPING = new Set([
  'embedding',
  'positional_embedding',
  'masking',
  'dropout',
  'gaussian_noise',
  'layer_normalization',
  'dense',
  'activation',
  'attention',
  'multi_head_attention',
  'add',
])
const WALKING = new Set(['simple_rnn', 'lstm', 'gru', 'bidirectional'])

/** The input node whose positions are those that come into `node` by its wire; null if none is. */
export function inputBehind(document: RunDocument, node: NodeFacts, wire = 0): string | null {
  const nodes = nodesOf(document)
  let at = nodes.get(node.sources[wire] ?? '')
  while (at && at.kind !== 'input') {
    if (!KEEPING.has(at.kind) && !(WALKING.has(at.kind) && wholeSequence(at))) return null
    at = nodes.get(at.sources[0] ?? '')
  }
  return at?.id ?? null
}

function wholeSequence({ config }: NodeFacts): boolean {
  const inner = config.layer as { config?: Record<string, unknown> } | undefined
  const own = inner === undefined ? config : (inner.config ?? {})
  return own.return_sequences === true && own.go_backwards !== true
}

/** The tokens of the chosen sample at the positions that come in; null where they are not known. */
export function useTokens(node: NodeFacts, length: number, wire = 0): readonly Token[] | null {
  const { part, index, drawn } = useSample()
  const document = useRun((run) => run.document)
  const input = document && inputBehind(document, node, wire)
  const data = document === null ? null : JSON.stringify(document.data)
  const key = drawn || !input ? null : `${part} ${index} ${data}`
  const [found, setFound] = useState<{ key: string; tokens: readonly Token[] | null }>()
  useEffect(() => {
    const { document: asked } = useRun.getState()
    if (key === null || asked === null) return
    let wanted = true
    fetchTokens(asked, part, index)
      .then((tokens) => wanted && setFound({ key, tokens }))
      .catch(() => wanted && setFound({ key, tokens: null }))
    return () => {
      wanted = false
    }
  }, [key, part, index])
  const tokens = found?.key === key ? found.tokens : null
  return tokens?.length === length ? tokens : null
}

/** The last position where a word stands, or the last of all. */
export function lastWord(tokens: readonly Token[] | null, length: number): number {
  const place = tokens?.findLastIndex(({ word }) => word !== null) ?? -1
  return place < 0 ? length - 1 : place
}

/** The word as a column's head shows it: a filler as a dot, a space as an open box. */
export function shownWord({ word }: Token): string {
  return word === null ? '·' : word === ' ' ? '␣' : word === '\n' ? '↵' : word
}
