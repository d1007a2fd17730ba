/** Many runs at once: what to vary at the left, the networks and their curves beside it. */

import { useEffect, useRef } from 'react'

import { useT } from '../../i18n'
import { useOrder } from '../../live/sweeps'
import type { NetDocument } from '../../model/document'
import { useDocument } from '../../state/graph'
import { useSweep } from '../../state/sweep'
import { Results } from './Results'
import { SweepForm } from './SweepForm'
import './sweep.css'
import { useSettings } from './words'

/** Lies over the network and its curves while somebody has it open. */
export function SweepPanel() {
  const open = useSweep((state) => state.open)
  const document = useDocument()
  return open && document ? <Panel document={document} /> : null
}

function Panel({ document }: { readonly document: NetDocument }) {
  const t = useT()
  const panel = useRef<HTMLElement>(null)
  const { toggle } = useSweep.getState()
  const sweep = useOrder()
  const settings = useSettings(document)
  useEffect(() => panel.current?.focus(), [])
  return (
    <section
      ref={panel}
      className="sweep"
      tabIndex={-1}
      aria-label={t('sweep.title')}
      onKeyDown={(event) => {
        const busy = event.target instanceof Element && event.target.closest('dialog, select')
        if (event.key === 'Escape' && !event.defaultPrevented && !busy) toggle()
      }}
    >
      <header>
        <h2>{t('sweep.title')}</h2>
        <button type="button" className="button pill" aria-label={t('app.close')} onClick={toggle}>
          ×
        </button>
      </header>
      <div className="sweep-body">
        <SweepForm document={document} settings={settings} />
        {sweep ? (
          <Results document={document} sweep={sweep} settings={settings} onTaken={toggle} />
        ) : (
          <div className="sweep-results sweep-empty">
            <p>{t('sweep.what')}</p>
            <p className="soft">{t('sweep.why')}</p>
          </div>
        )}
      </div>
    </section>
  )
}
