/** What a layer makes of many examples: each a point, near to those that it finds alike. */

import { useState } from 'react'

import { useT } from '../../i18n'
import { nodesOf } from '../../live/facts'
import { useRun } from '../../live/run'
import { Chip } from '../../ui/Chip'
import { outputsOf, usePart } from './answers/asked'
import type { Instrument } from './instrument'
import { Components, type Asked } from './projector/Components'
import { Neighbors, type Method } from './projector/Neighbors'

export const INSTRUMENT: Instrument = {
  name: 'projector',
  label: { en: 'Projector', de: 'Projektor' },
  summary: {
    en: 'What a layer says to many examples, each a point: along its widest directions while it learns (PCA), or so that neighbors stay neighbors (t-SNE, UMAP).',
    de: 'Was eine Schicht zu vielen Beispielen sagt, jedes ein Punkt: entlang ihrer breitesten Richtungen, während sie lernt (PCA), oder so, dass Nachbarn Nachbarn bleiben (t-SNE, UMAP).',
  },
  order: 45,
  width: 420,
  View: Projector,
}

const METHODS: readonly { method: Method | null; label: string }[] = [
  { method: null, label: 'PCA' },
  { method: 'tsne', label: 't-SNE' },
  { method: 'umap', label: 'UMAP' },
]

function Projector() {
  const t = useT()
  const [chosen, setChosen] = useState<string | null>(null)
  const [method, setMethod] = useState<Method | null>(null)
  const [deep, setDeep] = useState(false)
  const document = useRun((run) => run.document)
  const part = usePart()
  const nodes = document ? [...nodesOf(document).keys()] : []
  const inner = nodes.filter((node) => document && !outputsOf(document).includes(node))
  const node = chosen !== null && nodes.includes(chosen) ? chosen : (inner.at(-1) ?? null)
  const asked: Asked = { node, part, deep }
  const controls = (
    <span className="answers-choice">
      <select
        aria-label={t('answers.layer')}
        value={node ?? ''}
        onChange={(event) => setChosen(event.target.value)}
      >
        {nodes.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <span role="group" aria-label={t('embeddings.method')}>
        {METHODS.map((one) => (
          <Chip
            key={one.label}
            label={one.label}
            on={method === one.method}
            toggle={() => setMethod(one.method)}
          />
        ))}
      </span>
      <span role="group">
        <Chip label={t('answers.flat')} on={!deep} toggle={() => setDeep(false)} />
        <Chip label={t('answers.deep')} on={deep} toggle={() => setDeep(true)} />
      </span>
    </span>
  )
  const key = `${JSON.stringify(document?.data ?? null)} ${nodes.join(' ')}`
  if (method === null) return <Components asked={asked}>{controls}</Components>
  return (
    <Neighbors key={key} asked={asked} method={method}>
      {controls}
    </Neighbors>
  )
}
