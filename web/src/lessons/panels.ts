/** Panels of the workspace while a lesson is read: closed until wanted, then as they were before. */

import { useEffect } from 'react'
import { useGraph } from '../state/graph'
import { useGuide } from '../state/guide'
import { useUi } from '../state/ui'

/** From this width on the inspector has room beside text and network. */
const ROOMY = 1280
const NARROW = 900

/** The inspector stands open where settings are what the step is about, and for a chosen layer. */
export function usePanels(): void {
  const allow = useGuide((state) => state.allow)
  const training = allow?.includes('training') === true
  useEffect(() => {
    const { lend, giveBack } = useUi.getState()
    lend({ palette: false, inspector: false, curves: innerWidth >= NARROW })
    return giveBack
  }, [])
  useEffect(() => {
    if (training && innerWidth >= ROOMY) useUi.getState().show('inspector', true)
  }, [training])
  useEffect(() => {
    return useGraph.subscribe(({ selected }, before) => {
      if (innerWidth < NARROW || selected === before.selected || selected.length === 0) return
      useUi.getState().show('inspector', true)
    })
  }, [])
}
