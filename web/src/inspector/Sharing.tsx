/** Whose weights a layer uses: its own, or those of another of its kind. */

import { useT } from '../i18n'
import type { NetNode } from '../model/document'
import { lenders, share } from '../model/joins'
import { useDocument, useGraph } from '../state/graph'
import { useUi } from '../state/ui'
import { Row } from './Row'

export function Sharing({ node, holds }: { node: NetNode; holds: boolean }) {
  const t = useT()
  const document = useDocument()
  const advanced = useUi(({ mode }) => mode === 'advanced')
  if (!document) return null
  const others = lenders(document, node.id).map(({ id }) => id)
  const owner = node.shares ?? ''
  if (owner === '' && (!advanced || !holds || others.length === 0)) return null
  const names = owner === '' || others.includes(owner) ? others : [owner, ...others]
  const id = `shares-${node.id}`
  return (
    <div className="fields">
      <Row label={t('inspector.shares')} id={id}>
        <select
          id={id}
          value={owner}
          onChange={({ target }) =>
            useGraph
              .getState()
              .apply((present) =>
                share(present, node.id, target.value === '' ? null : target.value),
              )
          }
        >
          <option value="">{t('inspector.ownWeights')}</option>
          {names.map((name) => (
            <option key={name} value={name}>
              {t('inspector.sharedWith', { name })}
            </option>
          ))}
        </select>
      </Row>
      {owner !== '' && <p className="field-note">{t('inspector.sharesNote', { name: owner })}</p>}
    </div>
  )
}
