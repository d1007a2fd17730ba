/** A text as the network gets it: its own words, those it does not know and fillers marked. */

import { useEffect, useState } from 'react'

import { useT } from '../i18n'
import { fetchTokens, type Token } from '../live/facts'
import { useRun } from '../live/run'
import { useSample } from '../live/sample'

interface Shown {
  readonly key: string
  readonly tokens: readonly Token[] | null
}

export function SampleWords() {
  const t = useT()
  const { part, index } = useSample()
  const document = useRun((run) => run.document)
  const data = document === null ? null : JSON.stringify(document.data)
  const key = `${part} ${index} ${data}`
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    const { document: asked } = useRun.getState()
    if (asked === null) return
    let wanted = true
    fetchTokens(asked, part, index)
      .then((tokens) => wanted && setShown({ key, tokens }))
      .catch(() => wanted && setShown({ key, tokens: null }))
    return () => {
      wanted = false
    }
  }, [key, part, index])
  const tokens = shown?.key === key ? shown.tokens : null
  const fillers = tokens?.filter(({ word }) => word === null).length ?? 0
  // Single characters are read without gaps, as the text has them.
  const glued = tokens?.every(({ word }) => word === null || word.length === 1) === true
  return (
    <div className="live-words nowheel" tabIndex={0} role="group" aria-label={t('live.words')}>
      {fillers > 0 && <span className="live-filler">{t('live.fillers', { count: fillers })}</span>}
      {tokens?.map(({ word, known }, place) =>
        word === null ? null : (
          <span
            key={place}
            className={known ? undefined : 'live-unknown'}
            title={known ? undefined : t('live.unknownWord')}
          >
            {glued ? word : `${word} `}
          </span>
        ),
      )}
    </div>
  )
}
