/** Asks the server to check the document: 150 ms after the last change, the newest answer counts. */

import { Refused } from '../api/client'
import { check } from '../api/routes'
import type { NetDocument } from '../model/document'
import { currentDocument, useGraph } from './graph'

const PAUSE = 150

/** What matters to a check: moving cards about does not. */
function meaning({ nodes, edges, data, training }: NetDocument): readonly unknown[] {
  return [nodes, edges, data, training]
}

/** Check now and after every change that matters; answers how to stop. */
export function startChecking(): () => void {
  let timer = 0
  let asked: readonly unknown[] = []
  let running = new AbortController()

  const ask = async (): Promise<void> => {
    const document = currentDocument()
    if (!document) return
    running.abort()
    running = new AbortController()
    const { signal } = running
    try {
      const checked = await check(document, signal)
      if (!signal.aborted) useGraph.setState({ checked })
    } catch (error) {
      if (!signal.aborted && error instanceof Refused) keepShapes(error)
    }
  }

  const changed = (): void => {
    const document = currentDocument()
    if (!document) return
    const now = meaning(document)
    if (now.every((part, place) => part === asked[place])) return
    asked = now
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void ask(), PAUSE)
  }

  const stop = useGraph.subscribe(changed)
  changed()
  return () => {
    stop()
    window.clearTimeout(timer)
    running.abort()
  }
}

/** A document that could not even be read: say why, keep the shapes that were known. */
function keepShapes({ problems }: Refused): void {
  const before = useGraph.getState().checked
  const unknown = { nodes: {}, params: 0, trainable: 0 }
  useGraph.setState({ checked: { ...(before ?? unknown), ok: false, problems } })
}
