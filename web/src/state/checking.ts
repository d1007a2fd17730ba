/** Asks the server to check the document: 150 ms after the last change, the newest answer counts. */

import { Refused } from '../api/client'
import { check, type Checked } from '../api/routes'
import type { NetDocument } from '../model/document'
import { currentDocument, useGraph } from './graph'

const PAUSE = 150

/** What matters to a check: moving cards about does not. */
function meaning({ nodes, edges, data, training }: NetDocument): readonly unknown[] {
  return [nodes, edges, data, training]
}

interface Known {
  readonly checked: Checked | null
}

/** Check at once and after every change that matters; answers how to stop. */
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
      if (!signal.aborted) answered(document, checked)
    } catch (error) {
      if (!signal.aborted && error instanceof Refused) keepShapes(document, error)
    }
  }

  const changed = (now: Known, before: Known): void => {
    // The same network opened again: what was known of it was let go.
    if (now.checked === null && before.checked !== null) asked = []
    plan(PAUSE)
  }
  const plan = (pause: number): void => {
    const document = currentDocument()
    if (!document) return
    const now = meaning(document)
    if (now.every((part, place) => part === asked[place])) return
    asked = now
    window.clearTimeout(timer)
    if (pause === 0) void ask()
    else timer = window.setTimeout(() => void ask(), pause)
  }

  const stop = useGraph.subscribe(changed)
  plan(0)
  return () => {
    stop()
    window.clearTimeout(timer)
    running.abort()
  }
}

/** What was known of shapes stays while a document cannot be read at all. */
function answered(document: NetDocument, checked: Checked): void {
  const before = useGraph.getState().checked
  const { nodes, params, trainable } = checked.document ? checked : (before ?? checked)
  useGraph.setState({
    checked: { ...checked, nodes, params, trainable },
    checkedDocument: document,
  })
}

const UNKNOWN = { document: null, nodes: {}, params: 0, trainable: 0 }

/** The server would not even look at it: say why. */
function keepShapes(document: NetDocument, { problems }: Refused): void {
  const before = useGraph.getState().checked ?? UNKNOWN
  useGraph.setState({
    checked: { ...before, ok: false, problems },
    checkedDocument: document,
  })
}

/** Whether the present document is the one the server found right. */
export function isChecked(document: NetDocument): boolean {
  return useGraph.getState().checked?.ok === true && isAbout(document)
}

/** Whether the present document is the one the server found something wrong with. */
export function isRefused(document: NetDocument): boolean {
  return useGraph.getState().checked?.ok === false && isAbout(document)
}

function isAbout(document: NetDocument): boolean {
  const { checkedDocument } = useGraph.getState()
  if (!checkedDocument) return false
  const then = meaning(checkedDocument)
  return meaning(document).every((part, place) => part === then[place])
}
