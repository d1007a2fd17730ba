import { useStore, useStoreApi } from '@xyflow/react'
import { useEffect } from 'react'

// The size of a name in the canvas's units, the least on screen, and how far it may outgrow its place.
const NAME = 13
const LEAST = 11.5
const MOST = 1.5

/** By how much names are drawn larger at this zoom, in few steps. */
export function enlargement(zoom: number): number {
  return Math.min(MOST, Math.max(1, Math.ceil((20 * LEAST) / (NAME * zoom)) / 20))
}

/** Names of cards stay readable where the whole network is shown small; cards are measured without. */
export function Legible() {
  const store = useStoreApi()
  const factor = useStore(({ transform }) => enlargement(transform[2]))
  useEffect(() => {
    store.getState().domNode?.style.setProperty('--enlarged', String(factor))
  }, [store, factor])
  return null
}
