/** Looking at somebody else's run: attached and followed, never changed, never remembered. */

import { attach, listen } from './connection'
import { forgetFrames } from './probes'
import { useRun, type RunDocument } from './run'

/** `show` is told the document, now and whenever it changes; answers how to stop looking. */
export function visit(run: string, show: (document: RunDocument) => void): () => void {
  enter(run)
  const deaf = listen({
    notice: (notice) => {
      if (notice.type !== 'opened' && notice.type !== 'edited') return
      if (notice.run !== run) return
      useRun.setState({ document: notice.document, shown: notice.document })
      show(notice.document)
    },
  })
  return () => {
    deaf()
    enter(null)
  }
}

function enter(run: string | null): void {
  useRun.setState({
    run,
    document: null,
    shown: null,
    status: null,
    rows: [],
    rowCount: 0,
    problem: null,
    wish: null,
  })
  attach(run)
  forgetFrames()
}
