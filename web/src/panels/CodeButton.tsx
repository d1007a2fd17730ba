import { useState } from 'react'
import { useT } from '../i18n'
import type { NetDocument } from '../model/document'
import { currentDocument } from '../state/graph'
import { CodeDialog } from './CodeDialog'

/** Shows the network as a program: as it is at this moment, whatever becomes of it meanwhile. */
export function CodeButton() {
  const t = useT()
  const [network, setNetwork] = useState<NetDocument | null>(null)
  return (
    <>
      <button type="button" className="button pill" onClick={() => setNetwork(currentDocument())}>
        {t('code.code')}
      </button>
      {network && <CodeDialog network={network} close={() => setNetwork(null)} />}
    </>
  )
}
