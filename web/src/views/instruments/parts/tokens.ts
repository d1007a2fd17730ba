/** The words of the chosen text. */

import { useEffect, useState } from 'react'

import { fetchTokens, type Token } from '../../../live/facts'
import { useRun } from '../../../live/run'
import { useSample } from '../../../live/sample'

/** Null while they are on their way. */
export function useTokens(): readonly Token[] | null {
  const { part, index } = useSample()
  const document = useRun((run) => run.document)
  const data = document === null ? null : JSON.stringify(document.data)
  const key = `${part} ${index} ${data}`
  const [found, setFound] = useState<{ key: string; tokens: readonly Token[] } | null>(null)
  useEffect(() => {
    const asked = useRun.getState().document
    if (asked === null) return
    let wanted = true
    void fetchTokens(asked, part, index)
      .catch(() => null)
      .then((tokens) => wanted && setFound(tokens && { key, tokens }))
    return () => {
      wanted = false
    }
  }, [key, part, index])
  return found?.key === key ? found.tokens : null
}
