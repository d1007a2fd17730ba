import { useEffect, useRef } from 'react'
import { useSay, useT } from '../i18n'
import type { DatasetKind } from '../model/catalog'
import type { Config } from '../model/document'
import { useSamples } from '../state/samples'
import { usePalette } from '../live/colors'
import { afterFirstFrame } from '../live/first'
import { paint, themeInks } from './thumbnail'

interface ThumbnailProps {
  readonly kind: DatasetKind
  readonly chosen: boolean
  readonly onChoose: (kind: DatasetKind, options: Config) => void
}

const SIDE = 46

/** A data set as a small picture of real samples; the picture is the button. */
export function Thumbnail({ kind, chosen, onChoose }: ThumbnailProps) {
  const t = useT()
  const say = useSay()
  const canvas = useRef<HTMLCanvasElement>(null)
  const samples = useSamples((state) => state.samples[kind.name])
  const missing = useSamples((state) => state.available[kind.name]?.missing)
  const theme = usePalette((state) => state.version)
  useEffect(() => {
    const { look, want } = useSamples.getState()
    // Texts are shown by name: taking them all apart for a picture would keep the server busy.
    if (missing === 0 && kind.sample_type !== 'tokens') void want(kind.name, kind.name)
    // A dozen requests must not stand before the ones that bring the network to life.
    else if (missing === undefined) void afterFirstFrame().then(() => look(kind.name))
  }, [kind.name, kind.sample_type, missing])
  useEffect(() => {
    if (canvas.current && samples) paint(canvas.current, samples, SIDE, themeInks())
  }, [samples, theme])
  const gone = missing === null
  return (
    <button
      type="button"
      className="thumbnail nodrag"
      aria-pressed={chosen}
      aria-label={say(kind.label)}
      disabled={gone}
      title={`${say(kind.label)}: ${gone ? t('data.cannot') : say(kind.summary)}`}
      onClick={() => onChoose(kind, {})}
    >
      {samples ? (
        <canvas ref={canvas} style={{ width: SIDE, height: SIDE }} />
      ) : (
        <span className="thumbnail-name">{say(kind.label)}</span>
      )}
    </button>
  )
}
