/** The connections that lead to a layer; each can be dropped, and let pass again. */

import { useT } from '../../i18n'
import { into, type Edge } from '../../model/document'
import { useDocument } from '../../state/graph'
import { useAllowed } from '../../state/guide'
import { isDropped, toggleDrop, useMeddle } from '../../state/meddle'
import './meddle.css'

export function Arriving({ node }: { node: string }) {
  const t = useT()
  const document = useDocument()
  const allowed = useAllowed('weights')
  const edges = document ? into(document, node) : []
  if (edges.length === 0 || !allowed) return null
  return (
    <section className="meddle-arriving" aria-label={t('interventions.arrives')}>
      <h3>{t('interventions.arrives')}</h3>
      {edges.map((edge) => (
        <Connection key={edge.join('>')} edge={edge} />
      ))}
    </section>
  )
}

function Connection({ edge }: { edge: Edge }) {
  const t = useT()
  const dropped = useMeddle(({ list }) => isDropped(list, edge))
  const [from, to] = edge
  const words = t('interventions.dropWhat', { from, to })
  return (
    <p>
      <span className="mono">
        {from} → {to}
      </span>
      <button
        type="button"
        className="button pill"
        aria-pressed={dropped}
        aria-label={words}
        title={words}
        onClick={() => toggleDrop(edge)}
      >
        <span aria-hidden>✂</span> {t(dropped ? 'interventions.dropped' : 'interventions.drop')}
      </button>
    </p>
  )
}
