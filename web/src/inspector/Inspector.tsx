import { useT } from '../i18n'
import { usePick } from '../live/sample'
import { useGraph, useNode } from '../state/graph'
import { NetworkInspector } from './NetworkInspector'
import { NodeInspector } from './NodeInspector'
import { SelectionButtons } from './SelectionButtons'
import './inspector.css'

/** What is selected, seen closely: a layer, several, or the whole network. */
export function Inspector() {
  const t = useT()
  const selected = useGraph((state) => state.selected)
  const pick = usePick((state) => (state.pick?.pinned ? state.pick : null))
  const node = useNode(pick?.node ?? selected[0])
  return (
    <aside className="inspector" aria-label={t('app.inspector')}>
      {selected.length > 1 ? (
        <Several count={selected.length} />
      ) : node ? (
        <NodeInspector node={node} pick={pick} />
      ) : (
        <NetworkInspector />
      )}
    </aside>
  )
}

function Several({ count }: { count: number }) {
  const t = useT()
  return (
    <>
      <h2>{t('inspector.several', { count })}</h2>
      <SelectionButtons />
    </>
  )
}
